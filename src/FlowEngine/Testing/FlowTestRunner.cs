using FlowEngine.Compilation;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowEngine.Testing.Documents;
using FlowEngine.Understanding;

namespace FlowEngine.Testing;

/// <summary>
/// Runs the tests of a bot: the bot is compiled once, each test is a conversation of its own with its own clock, random
/// numbers and mocked systems. The results do not depend on how many run at the same time. Thread-safe.
/// </summary>
/// <param name="interpreter">Runs the flows.</param>
/// <param name="nodes">The node types of the installation.</param>
/// <param name="expressions">Compiles the expressions.</param>
/// <param name="understanding">Makes what understands the visitors.</param>
/// <param name="time">Measures how long tests take.</param>
public sealed class FlowTestRunner(
    FlowInterpreter interpreter,
    NodeCatalog nodes,
    IExpressionEngine expressions,
    IUnderstandingFactory understanding,
    TimeProvider time
)
{
    /// <summary>Longest a test may take before it fails. Real time.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Runs tests of a bot, as many at a time as there are processors.</summary>
    /// <param name="bundle">The bot with its tests.</param>
    /// <param name="filter">Runs only tests whose id or name holds this text, in whatever case; null for all.</param>
    /// <param name="cancellationToken">Stops all of them.</param>
    /// <returns>The results; a document that is no test fails as one whose first problem is the message.</returns>
    public async Task<FlowTestReport> RunAsync(BotBundle bundle, string? filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        // What is understood must not depend on when a test runs: the phrases are learned before the first.
        var learned = await understanding.LearnAsync(bundle.Bot, cancellationToken).ConfigureAwait(false);
        var program = BotProgram.Compile(bundle, 0, nodes, expressions, learned);
        var chosen = bundle.Tests.Select(t => Read(t.Key, t.Value)).Where(t => Fits(t, filter)).ToList();
        var results = new FlowTestResult[chosen.Count];
        var maps = new CoverageMap[chosen.Count];
        await Parallel
            .ForAsync(
                0,
                chosen.Count,
                cancellationToken,
                async (i, token) => (results[i], maps[i]) = await RunAsync(bundle, program, chosen[i], token).ConfigureAwait(false)
            )
            .ConfigureAwait(false);

        var all = new CoverageMap();
        foreach (var map in maps)
        {
            all.Add(map);
        }

        return new FlowTestReport(bundle.Bot.Id, results, [.. bundle.Flows.Values.Select(all.Of)]);
    }

    private static Loaded Read(string id, System.Text.Json.JsonElement document)
    {
        var problems = new ProblemList();
        var test = FlowTestReader.Read(document, "", problems);
        return new Loaded(id, test?.Name ?? id, test, problems.ToList());
    }

    private static bool Fits(Loaded test, string? filter) =>
        filter is null
        || test.Id.Contains(filter, StringComparison.OrdinalIgnoreCase)
        || test.Name.Contains(filter, StringComparison.OrdinalIgnoreCase);

    private async Task<(FlowTestResult Result, CoverageMap Map)> RunAsync(
        BotBundle bundle,
        BotProgram program,
        Loaded loaded,
        CancellationToken cancellationToken
    )
    {
        var map = new CoverageMap();
        if (loaded.Test is not { } test)
        {
            var problem = loaded.Problems[0]; // a document that was not read has at least one
            return (new FlowTestResult(loaded.Id, loaded.Name, new(problem.Pointer, problem.Message), [], TimeSpan.Zero), map);
        }

        var start = time.GetTimestamp();
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var session = new FlowTestSession(interpreter, program, bundle, test);
        var failure = UtteranceCheck.FirstFailure(program, test);
        try
        {
            failure ??= await session.RunAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            failure = new(session.At, $"The test did not end within {TimeLimit.TotalSeconds:0} seconds.");
        }

        map.Add(session.Journal);
        return (new FlowTestResult(loaded.Id, loaded.Name, failure, session.Transcript, time.GetElapsedTime(start)), map);
    }

    private sealed record Loaded(string Id, string Name, FlowTest? Test, IReadOnlyList<Problem> Problems);
}
