using FlowEngine.Definition;
using FlowRuntime.Library;

namespace FlowDesigner.Web.Tests.Editor;

/// <summary>Drafts in memory, with what a test wants to go wrong.</summary>
internal sealed class MemoryLibrary : IFlowLibrary
{
    public FlowDraft Draft { get; set; } = new(Sample.Flow, 7, DateTimeOffset.UnixEpoch, "Mira");

    public BotDefinition Bot { get; set; } = Sample.Bot;

    public IReadOnlyList<Problem> Problems { get; set; } = [];

    /// <summary>The published versions, from 1; the latest is live unless said otherwise.</summary>
    public IList<BotBundle> Versions { get; } = [];

    public int? Live { get; set; }

    /// <summary>What other environments than <c>live</c> run.</summary>
    public IList<Deployment> Elsewhere { get; } = [];

    /// <summary>What was asked to run, and where.</summary>
    public IList<(string Environment, int? Version)> Deployed { get; } = [];

    public Exception? Failure { get; set; }

    public int Saves { get; private set; }

    public Task<FlowDraft?> FindFlowAsync(string botId, string flowId, CancellationToken cancellationToken) =>
        Task.FromResult<FlowDraft?>(Draft);

    public Task<FlowSaveResult> SaveFlowAsync(string botId, FlowDefinition flow, long expectedRevision, string actor, CancellationToken cancellationToken)
    {
        if (Failure is not null)
        {
            return Task.FromException<FlowSaveResult>(Failure);
        }

        if (expectedRevision != Draft.Revision)
        {
            return Task.FromResult(new FlowSaveResult(false, Draft));
        }

        Saves++;
        Draft = new FlowDraft(flow, Draft.Revision + 1, DateTimeOffset.UnixEpoch, actor);
        return Task.FromResult(new FlowSaveResult(true, Draft));
    }

    public Task<BotDraft?> FindAsync(string botId, CancellationToken cancellationToken) =>
        Task.FromResult<BotDraft?>(new BotDraft(Bundle(), $"{Draft.Revision}", Live));

    public Task<SaveResult> SaveAsync(BotBundle bundle, string? expectedETag, string actor, CancellationToken cancellationToken)
    {
        if (expectedETag != $"{Draft.Revision}")
        {
            return Task.FromResult(new SaveResult(false, $"{Draft.Revision}"));
        }

        Bot = bundle.Bot;
        Draft = new FlowDraft(bundle.Flows[Draft.Flow.Id], Draft.Revision + 1, DateTimeOffset.UnixEpoch, actor);
        return Task.FromResult(new SaveResult(true, $"{Draft.Revision}"));
    }

    public IReadOnlyList<Problem> Validate(BotBundle bundle) => Problems;

    public Task<IReadOnlyList<BotSummary>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> DeleteAsync(string botId, string actor, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> DeleteFlowAsync(string botId, string flowId, string actor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<PublishResult?> PublishAsync(string botId, string actor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<PublishResult?> PublishAsync(string botId, string environment, string actor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> DeployAsync(string botId, string environment, int? version, string actor, CancellationToken cancellationToken)
    {
        Deployed.Add((environment, version));
        return Task.FromResult(true);
    }

    public Task<IReadOnlyList<Deployment>> ListDeploymentsAsync(string botId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Deployment>>([new("live", Live, null, null, null), .. Elsewhere]);

    public Task<bool> SetLiveAsync(string botId, int? version, string actor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<VersionSummary>> ListVersionsAsync(string botId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<VersionSummary>>(
            [.. Versions.Select((_, i) => new VersionSummary(i + 1, DateTimeOffset.UnixEpoch, "Mira", Live == i + 1)).Reverse()]
        );

    public Task<bool> NameVersionAsync(string botId, int version, string? name, string actor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<BotBundle?> FindVersionAsync(string botId, int version, CancellationToken cancellationToken) =>
        Task.FromResult(Versions.ElementAtOrDefault(version - 1));

    private BotBundle Bundle() =>
        Sample.Bundle with
        {
            Bot = Bot,
            Flows = new OrderedDictionary<string, FlowDefinition> { [Draft.Flow.Id] = Draft.Flow },
        };
}
