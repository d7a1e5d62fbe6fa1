using FlowEngine.Comparing;
using FlowEngine.Definition;
using FlowEngine.Testing;
using FlowRuntime.Library;

namespace FlowDesigner.Web.Editor.Versions;

/// <summary>What publishing the draft would bring.</summary>
/// <param name="Live">Version that is live now; null for none.</param>
/// <param name="Difference">What differs from it.</param>
/// <param name="Problems">What is wrong with the draft, errors first.</param>
/// <param name="Tests">What came of its tests; null while errors stand in the way of running them.</param>
public sealed record PublishPlan(int? Live, BotDifference Difference, IReadOnlyList<Problem> Problems, FlowTestReport? Tests)
{
    /// <summary>Problems that stand in the way.</summary>
    public int Errors => Problems.Count(p => p.Severity == ProblemSeverity.Error);

    /// <summary>Tests that failed.</summary>
    public int Failures => Tests?.Results.Count(t => !t.Passed) ?? 0;

    /// <summary>Looks at the draft as it is stored.</summary>
    /// <param name="library">Where drafts and versions are.</param>
    /// <param name="tests">Runs the tests of the bot.</param>
    /// <param name="botId">The bot.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What publishing would bring; null when there is no such bot.</returns>
    public static async Task<PublishPlan?> MakeAsync(
        IFlowLibrary library,
        FlowTestRunner tests,
        string botId,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(tests);
        if (await library.FindAsync(botId, cancellationToken) is not { } draft)
        {
            return null;
        }

        var live = draft.LiveVersion is { } version ? await library.FindVersionAsync(botId, version, cancellationToken) : null;
        var problems = library.Validate(draft.Bundle);
        var runs = problems.All(p => p.Severity != ProblemSeverity.Error);
        return new PublishPlan(
            draft.LiveVersion,
            BotComparison.Compare(live, draft.Bundle),
            problems,
            runs ? await tests.RunAsync(draft.Bundle, null, cancellationToken) : null
        );
    }

    /// <summary>Publishes the draft under a name.</summary>
    /// <param name="library">Where drafts and versions are.</param>
    /// <param name="botId">The bot.</param>
    /// <param name="name">What the version is called; empty or null for nothing.</param>
    /// <param name="actor">Who publishes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What came of it; null when there is no such bot.</returns>
    public static async Task<PublishResult?> PublishAsync(
        IFlowLibrary library,
        string botId,
        string? name,
        string actor,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(library);
        var result = await library.PublishAsync(botId, actor, cancellationToken);
        if (result?.Version is { } version && !string.IsNullOrWhiteSpace(name))
        {
            await library.NameVersionAsync(botId, version, name, actor, cancellationToken);
        }

        return result;
    }
}
