using FlowDesigner.Web.Editor.Canvas;

namespace FlowDesigner.Web.Tests.Editor;

public sealed class FlowTextsTests
{
    [Fact]
    public void Every_text_of_the_settings_is_found_at_its_node()
    {
        var texts = FlowTexts.Of(Sample.State());

        Assert.Equal(Sample.Flow.Nodes.Keys, texts.Keys);
        Assert.Contains("vars.orderNumber", texts["tell"], StringComparison.Ordinal);
        Assert.Contains("orderStatus", texts["asked"], StringComparison.Ordinal);
        Assert.Contains("long", texts["which"], StringComparison.Ordinal);
    }
}
