using FlowDesigner.Web.People;

namespace FlowDesigner.Web.Tests.People;

public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/bots/order-support?tab=versions")]
    [InlineData("/")]
    public void Keeps_a_path_of_this_site(string path) => Assert.Equal(path, LocalPath.OrElse(path, "/home"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("javascript:alert(1)")]
    public void Sends_everything_else_home(string? path) => Assert.Equal("/home", LocalPath.OrElse(path, "/home"));
}
