using System.Text.Json;
using FlowEngine.Definition;
using FlowRuntime.Library;

namespace FlowRuntime.Tests.Gateway.Chat;

/// <summary>One bot, published or not.</summary>
internal sealed class FakeLibrary : IFlowLibrary
{
    public const string BotId = "shop";

    public string Name { get; set; } = "Shop assistant";

    public string Language { get; set; } = "en";

    public string? ChatSettings { get; set; }

    public int? LiveVersion { get; set; } = 1;

    public int? TestVersion { get; set; }

    public Task<BotDraft?> FindAsync(string botId, CancellationToken cancellationToken) =>
        Task.FromResult(botId == BotId ? new BotDraft(Bundle("a draft"), "1", LiveVersion) : null);

    public Task<bool> NameVersionAsync(string botId, int version, string? name, string actor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<BotBundle?> FindVersionAsync(string botId, int version, CancellationToken cancellationToken) =>
        Task.FromResult<BotBundle?>(Bundle(Name));

    public Task<IReadOnlyList<BotSummary>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SaveResult> SaveAsync(BotBundle bundle, string? expectedETag, string actor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> DeleteAsync(string botId, string actor, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<FlowDraft?> FindFlowAsync(string botId, string flowId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<FlowSaveResult> SaveFlowAsync(
        string botId,
        FlowDefinition flow,
        long expectedRevision,
        string actor,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<bool> DeleteFlowAsync(string botId, string flowId, string actor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IReadOnlyList<Problem> Validate(BotBundle bundle) => throw new NotSupportedException();

    public Task<PublishResult?> PublishAsync(string botId, string actor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<PublishResult?> PublishAsync(string botId, string environment, string actor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> DeployAsync(string botId, string environment, int? version, string actor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Deployment>> ListDeploymentsAsync(string botId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Deployment>>(
            botId == BotId ? [new("live", LiveVersion, null, null, null), new("test", TestVersion, null, null, null)] : []
        );

    public Task<bool> SetLiveAsync(string botId, int? version, string actor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<VersionSummary>> ListVersionsAsync(string botId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private BotBundle Bundle(string name)
    {
        var channels = new Dictionary<string, JsonElement>();
        if (ChatSettings is not null)
        {
            channels["chat"] = JsonDocument.Parse(ChatSettings).RootElement;
        }

        var bot = new BotDefinition(
            BotId,
            name,
            "UTC",
            [Language],
            new Dictionary<string, IntentDefinition>(),
            new Dictionary<string, EntityDefinition>(),
            null,
            new Dictionary<string, string>(),
            new Dictionary<string, VariableDefinition>(),
            channels
        );
        return new BotBundle(bot, new Dictionary<string, FlowDefinition>(), new Dictionary<string, JsonElement>());
    }
}
