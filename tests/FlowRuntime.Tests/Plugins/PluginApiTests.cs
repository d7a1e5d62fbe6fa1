using System.Net;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Tests.Gateway.Management;
using FlowRuntime.Tests.Running;

namespace FlowRuntime.Tests.Plugins;

public sealed class PluginApiTests
{
    [Fact]
    public async Task Lists_plug_ins_with_their_manifest_state_and_the_notice_that_they_are_trusted()
    {
        await using var studio = await RunningStudio.StartAsync();
        Directory.CreateDirectory(Path.Combine(studio.Folder, "plugins", "broken"));
        using var api = await studio.ApiAsync(ApiScopes.ConnectorsAdmin);

        using var before = await api.SendAsync(HttpMethod.Get, "plugins");
        using var scanned = await api.SendAsync(HttpMethod.Post, "plugins/scan");
        using var after = await api.SendAsync(HttpMethod.Get, "plugins");

        Assert.Equal(0, (await before.JsonAsync()).GetProperty("plugins").GetArrayLength());
        Assert.Equal(HttpStatusCode.OK, scanned.StatusCode);
        var list = await after.JsonAsync();
        var plugin = Assert.Single(list.GetProperty("plugins").EnumerateArray().ToList());
        Assert.Equal(("broken", "failed"), (plugin.GetProperty("id").GetString(), plugin.GetProperty("state").GetString()));
        Assert.Contains("plugin.json", plugin.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("trusted code", list.GetProperty("notice").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "plugins")]
    [InlineData("POST", "plugins/scan")]
    public async Task Needs_the_scope_of_connectors(string method, string path)
    {
        await using var studio = await RunningStudio.StartAsync();
        using var api = await studio.ApiAsync([.. ApiScopes.All.Where(s => s != ApiScopes.ConnectorsAdmin)]);

        using var answer = await api.SendAsync(new HttpMethod(method), path);

        await answer.RefusesAsync(HttpStatusCode.Forbidden, "forbidden");
    }
}
