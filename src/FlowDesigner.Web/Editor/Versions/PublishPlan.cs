using FlowEngine.Comparing;
using FlowEngine.Definition;
using FlowEngine.Testing;
using FlowEngine.Understanding.Intents;
using FlowRuntime.Learning;
using FlowRuntime.Library;

namespace FlowDesigner.Web.Editor.Versions;

/// <summary>What publishing the draft would bring.</summary>
/// <param name="Live">Version that is live now; null for none.</param>
/// <param name="Difference">What differs from it.</param>
/// <param name="Problems">What is wrong with the draft, errors first.</param>
/// <param name="Tests">What came of its tests; null while errors stand in the way of running them.</param>
public sealed record PublishPlan(int? Live, BotDifference Difference, IReadOnlyList<Problem> Problems, FlowTestReport? Tests)
{
    /// <summary>Less than this is chance where phrases are few.</summary>
    private const double WorthTelling = 0.05;

    /// <summary>Part of the phrases left out on trial that the live version understands, 0 to 1; null when not known.</summary>
    public double? UnderstoodBefore { get; init; }

    /// <summary>Part of the phrases left out on trial that the draft understands, 0 to 1; null when not known.</summary>
    public double? UnderstoodNow { get; init; }

    /// <summary>True when the draft understands less than the live version, by more than chance.</summary>
    public bool UnderstandsLess => UnderstoodNow < UnderstoodBefore - WorthTelling;

    /// <summary>Problems that stand in the way.</summary>
    public int Errors => Problems.Count(p => p.Severity == ProblemSeverity.Error);

    /// <summary>Tests that failed.</summary>
    public int Failures => Tests?.Results.Count(t => !t.Passed) ?? 0;

    /// <summary>Looks at the draft as it is stored.</summary>
    /// <param name="library">Where drafts and versions are.</param>
    /// <param name="tests">Runs the tests of the bot.</param>
    /// <param name="learning">Knows how well versions understand.</param>
    /// <param name="botId">The bot.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What publishing would bring; null when there is no such bot.</returns>
    public static async Task<PublishPlan?> MakeAsync(
        IFlowLibrary library,
        FlowTestRunner tests,
        IBotLearning learning,
        string botId,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(tests);
        ArgumentNullException.ThrowIfNull(learning);
        if (await library.FindAsync(botId, cancellationToken) is not { } draft)
        {
            return null;
        }

        var live = draft.LiveVersion is { } version ? await library.FindVersionAsync(botId, version, cancellationToken) : null;
        var problems = library.Validate(draft.Bundle);
        var runs = problems.All(p => p.Severity != ProblemSeverity.Error);
        // The tests wait until the phrases are learned, so that how well is known then.
        var report = runs ? await tests.RunAsync(draft.Bundle, null, cancellationToken) : null;
        return new PublishPlan(draft.LiveVersion, BotComparison.Compare(live, draft.Bundle), problems, report)
        {
            UnderstoodBefore = (await learning.ListAsync(botId, cancellationToken)).FirstOrDefault(v => v.Version == draft.LiveVersion)?.Accuracy,
            UnderstoodNow = (await learning.FindReportAsync(BotPhrases.Of(draft.Bundle.Bot), cancellationToken))?.Accuracy,
        };
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
