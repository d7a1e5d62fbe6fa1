using FlowEngine.Connecting;
using FlowEngine.Running;
using FlowRuntime.Connections;
using FlowRuntime.Tests.Dispatch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowRuntime.Tests.Running;

public class EnvironmentRunsTests
{
    private const string Answer = """{ "answer": { "type": "string" } }""";

    private const string Announcing =
        """
        { "start": { "type": "trigger.start", "links": { "next": "wait" } },
          "wait": { "type": "waitForEvent", "config": { "event": "paid", "anyOfThem": true }, "links": { "received": "tell" } },
          "tell": { "type": "say", "config": { "text": "Paid." } } }
        """;

    [Fact]
    public async Task A_conversation_stays_with_the_version_of_its_environment_when_another_is_promoted()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Asking("one"), variables: Answer);
        await studio.PublishAsync("shop", Asking("two"), variables: Answer);
        await studio.Library.DeployAsync("shop", "test", 1, "ann", RunningStudio.Token);
        await studio.OpenAsync("anna", "shop@test");
        await studio.WhenSaidAsync("anna", "one?");

        await studio.Library.DeployAsync("shop", "test", 2, "ann", RunningStudio.Token);
        await studio.PostAsync("anna", "yes");
        await studio.WhenSaidAsync("anna", "one!");
        await studio.OpenAsync("bert", "shop@test");
        await studio.WhenSaidAsync("bert", "two?");

        Assert.Equal([1, 2], (await studio.RunsAsync("shop@test")).Select(r => r.BotVersion).Order());
        Assert.Empty(await studio.RunsAsync("shop"));
    }

    [Fact]
    public async Task An_event_of_one_environment_wakes_nobody_in_another()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", Announcing);
        await studio.Library.DeployAsync("shop", "test", 1, "ann", RunningStudio.Token);
        await studio.OpenAsync("anna", "shop");
        await studio.OpenAsync("bert", "shop@test");
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM EventWaits", 2);
        using var api = await studio.ApiAsync(FlowRuntime.Gateway.ApiKeys.ApiScopes.RunsWrite);

        using var told = await Gateway.Management.ApiSteps.SendAsync(api, HttpMethod.Post, "bots/shop@test/events", """{ "name": "paid" }""");
        await studio.WhenSaidAsync("bert", "Paid.");

        Assert.True(told.IsSuccessStatusCode);
        Assert.Empty(await studio.SaidAsync("anna"));
    }

    [Fact]
    public async Task A_schedule_runs_in_the_live_environment_only()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishAsync("shop", """{ "start": { "type": "trigger.schedule", "config": { "cron": "0 * * * *" }, "links": { "next": "say" } }, "say": { "type": "say", "config": { "text": "Now." } } }""");
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM Schedules", 1);

        await studio.Library.DeployAsync("shop", "test", 1, "ann", RunningStudio.Token);
        await studio.Library.DeployAsync("shop", "live", null, "ann", RunningStudio.Token);
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM Schedules", 0);

        Assert.Equal(1, (await studio.Library.ListDeploymentsAsync("shop", RunningStudio.Token))[1].Version);
    }

    [Theory]
    [InlineData("shop", "live")]
    [InlineData("shop@test", "test")]
    public async Task Names_of_connections_lead_to_what_the_environment_binds(string address, string environment)
    {
        var bots = new ScriptedBots().Add(address, OpenAsync);
        await using var runtime = await TestRuntime.CreateAsync(
            bots,
            more: services => services.Replace(ServiceDescriptor.Singleton<IConnectionSource>(new NamedConnections("live")))
        );

        await runtime.OpenAsync("anna", address);

        await runtime.WhenLastAsync("anna", $"shop of {environment}");

        static async ValueTask<TurnOutcome> OpenAsync(RunState? current, TurnInput input, TurnHost host, CancellationToken cancellationToken)
        {
            var refusal = await Assert.ThrowsAsync<ConnectionRefusedException>(() => host.Connections.OpenAsync("shop", "test", cancellationToken).AsTask());
            host.Say(new OutgoingMessage(refusal.Message));
            return new TurnOutcome(current);
        }
    }

    private static string Asking(string words) =>
        $$$"""
        { "start": { "type": "trigger.start", "links": { "next": "ask" } },
          "ask": { "type": "ask", "config": { "text": "{{{words}}}?", "saveTo": "answer" }, "links": { "answered": "tell", "gaveUp": "tell" } },
          "tell": { "type": "say", "config": { "text": "{{{words}}}!" } } }
        """;

    private sealed class NamedConnections(string environment) : IEnvironmentConnections
    {
        public IConnectionSource In(string other) => new NamedConnections(other);

        public ValueTask<IConnection> OpenAsync(string name, string connector, CancellationToken cancellationToken) =>
            throw new ConnectionRefusedException("test", $"{name} of {environment}");
    }
}
