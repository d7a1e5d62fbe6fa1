using FlowDesigner.Web.Wording;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowRuntime.Connections;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Connections;

/// <summary>The form of a connection at work: checks, saves and tests. Tested without a browser.</summary>
/// <param name="admin">Keeps the connections.</param>
/// <param name="draft">The connection in the making.</param>
/// <param name="actor">Who, for the audit.</param>
public sealed class ConnectionEditing(IConnectionAdmin admin, ConnectionDraft draft, string actor)
{
    /// <summary>The connection in the making.</summary>
    public ConnectionDraft Draft { get; private set; } = draft;

    /// <summary>What the last test found; null before the first.</summary>
    public ProbeResult? Found { get; private set; } = draft.TestResult;

    /// <summary>Saves.</summary>
    /// <param name="text">Texts of any folder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>True when it is saved; else the draft has problems.</returns>
    public async Task<bool> SaveAsync(IStringLocalizer text, CancellationToken cancellationToken)
    {
        var t = text.From<ConnectionsText>();
        Draft.Problems = Draft.Check(t);
        if (Draft.Problems.Count == 0 && Draft.IsNew && await ExistsAsync(cancellationToken))
        {
            Draft.Problems = [new Problem("form", ProblemSeverity.Error, "/name", t["There is a connection of this name already."])];
        }

        if (Draft.Problems.Count == 0)
        {
            Draft.Problems = await admin.SaveAsync(Draft.Name, Draft.ToChange(), actor, cancellationToken);
        }

        return !Draft.Problems.Any(p => p.Severity == ProblemSeverity.Error);
    }

    /// <summary>Tests what is saved, and goes on with the saved connection, so that it can be corrected.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the test is done.</returns>
    public async Task TestAsync(CancellationToken cancellationToken)
    {
        Found = await admin.TestAsync(Draft.Name, Draft.Environment, cancellationToken);
        var all = await admin.ListAsync(Draft.Environment, cancellationToken);
        if (all.FirstOrDefault(c => c.Name == Draft.Name) is { } saved)
        {
            Draft = ConnectionDraft.Of(saved, Draft.Connector);
        }
    }

    private async Task<bool> ExistsAsync(CancellationToken cancellationToken) =>
        (await admin.ListAsync(null, cancellationToken)).Any(c => c.Name == Draft.Name && c.Environment == Draft.Environment);
}
