using FlowEngine.Comparing;
using FlowEngine.Definition;
using FlowEngine.Testing;
using FlowEngine.Understanding.Intents;
using FlowRuntime.Connections;
using FlowRuntime.Learning;
using FlowRuntime.Library;

namespace FlowDesigner.Web.Editor.Versions;

/// <summary>What publishing the draft would bring.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="Into">The environment that is to run it, with what it runs now.</param>
/// <param name="Difference">What differs from that.</param>
/// <param name="Problems">What is wrong with the draft, errors first.</param>
/// <param name="Tests">What came of its tests; null while errors stand in the way of running them.</param>
public sealed record PublishPlan(BotBundle Draft, Deployment Into, BotDifference Difference, IReadOnlyList<Problem> Problems, FlowTestReport? Tests)
{
    /// <summary>Less than this is chance where phrases are few.</summary>
    private const double WorthTelling = 0.05;

    /// <summary>What every environment runs now.</summary>
    public IReadOnlyList<Deployment> Environments { get; init; } = [];

    /// <summary>Version that the environment runs now; null for none.</summary>
    public int? Before => Into.Version;

    /// <summary>Part of the phrases left out on trial that the version before understands, 0 to 1; null when not known.</summary>
    public double? UnderstoodBefore { get; init; }

    /// <summary>Part of the phrases left out on trial that the draft understands, 0 to 1; null when not known.</summary>
    public double? UnderstoodNow { get; init; }

    /// <summary>True when the draft understands less than the version before, by more than chance.</summary>
    public bool UnderstandsLess => UnderstoodNow < UnderstoodBefore - WorthTelling;

    /// <summary>Problems that stand in the way.</summary>
    public int Errors => Problems.Count(p => p.Severity == ProblemSeverity.Error);

    /// <summary>Tests that failed.</summary>
    public int Failures => Tests?.Results.Count(t => !t.Passed) ?? 0;

    /// <summary>Looks at the draft as it is stored, on its way to the environment <c>live</c>.</summary>
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

        var environments = await library.ListDeploymentsAsync(botId, cancellationToken);
        var problems = library.Validate(draft.Bundle);
        var runs = problems.All(p => p.Severity != ProblemSeverity.Error);
        // The tests wait until the phrases are learned, so that how well is known then.
        var report = runs ? await tests.RunAsync(draft.Bundle, null, cancellationToken) : null;
        var live = environments.First(e => e.Environment == ConnectionEnvironment.Live);
        var plan = new PublishPlan(draft.Bundle, live, BotComparison.Compare(null, draft.Bundle), problems, report)
        {
            Environments = environments,
            UnderstoodNow = (await learning.FindReportAsync(BotPhrases.Of(draft.Bundle.Bot), cancellationToken))?.Accuracy,
        };
        return await plan.IntoAsync(live, library, learning, cancellationToken);
    }

    /// <summary>Looks at the same draft on its way to an environment.</summary>
    /// <param name="into">The environment, with what it runs now.</param>
    /// <param name="library">Where versions are.</param>
    /// <param name="learning">Knows how well versions understand.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What publishing would bring there.</returns>
    public async Task<PublishPlan> IntoAsync(Deployment into, IFlowLibrary library, IBotLearning learning, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(into);
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(learning);
        var before = into.Version is { } version ? await library.FindVersionAsync(Draft.Bot.Id, version, cancellationToken) : null;
        return this with
        {
            Into = into,
            Difference = BotComparison.Compare(before, Draft),
            UnderstoodBefore = (await learning.ListAsync(Draft.Bot.Id, cancellationToken)).FirstOrDefault(v => v.Version == into.Version)?.Accuracy,
        };
    }

    /// <summary>Publishes the draft under a name.</summary>
    /// <param name="library">Where drafts and versions are.</param>
    /// <param name="bot">The bot, and the environment that is to run it.</param>
    /// <param name="name">What the version is called; empty or null for nothing.</param>
    /// <param name="actor">Who publishes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What came of it; null when there is no such bot.</returns>
    public static async Task<PublishResult?> PublishAsync(
        IFlowLibrary library,
        BotAddress bot,
        string? name,
        string actor,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(library);
        var result = await library.PublishAsync(bot.BotId, bot.Environment, actor, cancellationToken);
        if (result?.Version is { } version && !string.IsNullOrWhiteSpace(name))
        {
            await library.NameVersionAsync(bot.BotId, version, name, actor, cancellationToken);
        }

        return result;
    }
}
