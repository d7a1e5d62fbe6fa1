using AngleSharp.Dom;
using Bunit;
using FlowDesigner.Web.Editor.Simulator;
using FlowDesigner.Web.Tests.Wording;

namespace FlowDesigner.Web.Tests.Editor.Simulator;

public sealed class ValuesPanelTests : ComponentTest
{
    private readonly List<(string Name, string Text)> _changes = [];

    [Fact]
    public void Shows_values_and_what_this_turn_changed()
    {
        var panel = Draw(canChange: true);

        Assert.Equal(["\"1003\"", "not set"], panel.FindAll(".value .cut").Select(e => e.TextContent));
        Assert.Equal("\"1003\"", panel.Find(".new").TextContent);
    }

    [Fact]
    public void Changes_a_value_that_is_pressed()
    {
        var panel = Draw(canChange: true);
        panel.FindAll(".value")[0].Click();
        panel.Find("input").Change("1002");
        panel.Find("form").Submit();

        Assert.Equal([("orderNumber", "1002")], _changes);
        Assert.Empty(panel.FindAll("form"));
    }

    [Fact]
    public void Keeps_asking_when_the_value_is_not_of_the_type()
    {
        var panel = Draw(canChange: true, takes: false);
        panel.FindAll(".value")[0].Click();
        panel.Find("form").Submit();

        Assert.Contains("not of the type", panel.Find("[role=status]").TextContent, StringComparison.Ordinal);
        panel.Find("form").KeyDown("Escape");
        Assert.Empty(panel.FindAll("form"));
    }

    [Fact]
    public void Changes_nothing_while_the_bot_is_at_work() =>
        Assert.All(Draw(canChange: false).FindAll(".value"), b => Assert.True(b.HasAttribute("disabled")));

    private IRenderedComponent<ValuesPanel> Draw(bool canChange, bool takes = true)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        return Render<ValuesPanel>(p =>
            p.Add(v => v.Values, [new TestValue("orderNumber", Sample.Json("\"1003\""), true), new TestValue("order", Sample.Json("null"), false)])
                .Add(v => v.CanChange, canChange)
                .Add(
                    v => v.Change,
                    (name, text) =>
                    {
                        _changes.Add((name, text));
                        return Task.FromResult(takes);
                    }
                )
        );
    }
}
