using FlowDesigner.Web.Hosting;

namespace FlowDesigner.Web.Tests.Hosting;

public sealed class StudioRolesTests
{
    [Fact]
    public void Does_everything_but_the_demo_by_default()
    {
        Assert.Equal(new StudioRoles(Designer: true, Gateway: true, Worker: true, Demo: false), StudioRoles.Parse(null, isDevelopment: false));
        Assert.True(StudioRoles.Parse("", isDevelopment: true).Demo);
    }

    [Fact]
    public void Does_only_what_is_named() =>
        Assert.Equal(
            new StudioRoles(Designer: false, Gateway: true, Worker: true, Demo: false),
            StudioRoles.Parse(" gateway, Worker ", isDevelopment: true)
        );

    [Fact]
    public void Names_a_role_that_does_not_exist()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => StudioRoles.Parse("gatway", isDevelopment: false));

        Assert.Contains("gatway", refused.Message, StringComparison.Ordinal);
    }
}
