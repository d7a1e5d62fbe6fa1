using System.Text.Json;
using FlowDesigner.Web.Editor.Versions;
using FlowRuntime.Connections;

namespace FlowDesigner.Web.Tests.Editor;

/// <summary>Where the connections of a bot lead in an environment.</summary>
public sealed class BindingTests
{
    [Theory]
    [InlineData("test", true, "Own", "Live", "Missing")]
    [InlineData("test", false, "Own", "Missing", "Missing")]
    [InlineData("live", false, "Own", "Own", "Missing")]
    public void A_name_leads_to_its_own_target_to_that_of_live_or_nowhere(string environment, bool fallsBack, params string[] kinds)
    {
        var bot = Sample.Bot with
        {
            Connections = new OrderedDictionary<string, string> { ["shop"] = "woocommerce", ["crm"] = "http", ["gone"] = "http" },
        };
        ConnectionSummary[] connections = [In("shop", "live"), In("shop", "test"), In("crm", "live")];

        var found = Binding.Of(bot, new ConnectionEnvironment(environment, fallsBack, 0), connections);

        Assert.Equal(["shop", "crm", "gone"], found.Select(b => b.Name));
        Assert.Equal(kinds, found.Select(b => b.Kind.ToString()));
    }

    private static ConnectionSummary In(string name, string environment) =>
        new(name, "http", JsonSerializer.SerializeToElement(new { }), null, null, false, false, null, null, null) { Environment = environment };
}
