namespace FlowEngine.Running;

/// <summary>How much a run may use before it fails with <c>engine.budget</c>.</summary>
/// <param name="StepsPerTurn">Nodes executed in one turn.</param>
/// <param name="StepsPerRun">Nodes executed in all turns of a run.</param>
/// <param name="OutputBytes">Largest output or variable that is kept. Unit: bytes of JSON.</param>
/// <param name="StepsAfterError">Nodes that may still be executed to end decently once a budget is used up.</param>
public sealed record RunBudget(
    int StepsPerTurn = 10_000,
    long StepsPerRun = 1_000_000,
    int OutputBytes = 256 * 1024,
    int StepsAfterError = 100
)
{
    /// <summary>The error of an output that is too large to be kept.</summary>
    internal NodeError TooLarge() =>
        new(
            "output.size",
            $"The output is larger than {OutputBytes / 1024} kB and cannot be kept. Ask the other system for less.",
            Retryable: false
        );
}
