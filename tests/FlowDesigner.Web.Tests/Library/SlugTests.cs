using FlowDesigner.Web.Library;

namespace FlowDesigner.Web.Tests.Library;

public sealed class SlugTests
{
    [Theory]
    [InlineData("Order support", "order-support")]
    [InlineData("Käse & Wein 2", "kase-wein-2")]
    [InlineData("  ", "bot")]
    [InlineData("24 hours", "bot-24-hours")]
    [InlineData("注文", "bot")]
    public void Makes_an_id_of_a_name(string name, string id) => Assert.Equal(id, Slug.From(name, "bot"));

    [Fact]
    public void Numbers_an_id_that_is_taken() => Assert.Equal("shop-3", Slug.Free("shop", ["shop", "shop-2"]));
}
