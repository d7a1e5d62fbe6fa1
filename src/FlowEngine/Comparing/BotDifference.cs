namespace FlowEngine.Comparing;

/// <summary>How two versions of a bot differ.</summary>
/// <param name="Settings">What differs in the bot itself; pointers into <c>bot.json</c>, such as <c>/intents/orderStatus/phrases</c>.</param>
/// <param name="Flows">Flows that differ, those that only were moved about included.</param>
/// <param name="Tests">Tests that differ.</param>
public sealed record BotDifference(
    IReadOnlyList<ValueDifference> Settings,
    IReadOnlyList<FlowDifference> Flows,
    IReadOnlyList<TestDifference> Tests
)
{
    /// <summary>True when visitors would notice nothing: all is the same but for places on the canvas.</summary>
    public bool IsEmpty => Settings.Count == 0 && Tests.Count == 0 && Flows.All(f => f.Kind == DifferenceKind.Same);
}

/// <summary>A test that differs.</summary>
/// <param name="Id">Id of the test.</param>
/// <param name="Kind">What became of it.</param>
public sealed record TestDifference(string Id, DifferenceKind Kind);
