using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Nodes.Purge;
using FlowEngine.Running;
using Microsoft.Extensions.DependencyInjection;
using TestKit;

namespace FlowEngine.Tests.Nodes;

public sealed class PurgeTests
{
    [Theory]
    [InlineData("products", "products")]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public async Task Forgets_the_answers_of_a_connection_and_tells_how_many(string? tag, string? purged)
    {
        var cache = new CountingCache();
        using var connection = new FakeConnection("test", new Uri("https://shop.test"));

        var result = await new PurgeExecutor(cache).ExecuteAsync(
            new PurgeConfig("shop", tag),
            new FakeNodeContext(connection),
            TestContext.Current.CancellationToken
        );

        var completed = Assert.IsType<NodeResult.Completed>(result);
        Assert.Equal(("next", 3), (completed.Port, completed.Output.GetInt32()));
        Assert.Equal(("shop", purged), Assert.Single(cache.Purged));
    }

    [Fact]
    public void Does_nothing_in_a_host_that_keeps_no_answers()
    {
        using var services = new ServiceCollection().AddLogging().AddFlowEngine().BuildServiceProvider();

        Assert.Equal(0, services.GetRequiredService<ICallingCache>().Purge("shop", null));
        Assert.True(services.GetRequiredService<NodeCatalog>().TryGet("purge", 1, out _));
    }

    private sealed class CountingCache : ICallingCache
    {
        public List<(string, string?)> Purged { get; } = [];

        public int Purge(string connection, string? tag)
        {
            Purged.Add((connection, tag));
            return 3;
        }
    }
}
