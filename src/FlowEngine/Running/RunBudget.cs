namespace FlowEngine.Running;

/// <summary>How much a run may use before it fails with a named error.</summary>
/// <param name="StepsPerSlice">Nodes executed before others get their turn: the run is committed and goes on in another turn.</param>
/// <param name="SliceMilliseconds">Time after which the same happens. Unit: milliseconds.</param>
/// <param name="StepsPerRun">Nodes executed in all turns of a run: <c>engine.budget</c>.</param>
/// <param name="TurnSeconds">Longest time without waiting for anything: <c>engine.turnTimeout</c>. Unit: seconds.</param>
/// <param name="RunDays">Longest life of a run whose flow sets no limit: <c>run.timeout</c>. Unit: days.</param>
/// <param name="OutputBytes">Largest output or variable that is kept. Unit: bytes of JSON.</param>
/// <param name="CallDepth">Flows that may be open inside each other: <c>call.depth</c>.</param>
/// <param name="Frames">Frames that may be open at once: <c>engine.frames</c>.</param>
/// <param name="StepsAfterError">Nodes that may still be executed to end decently once a budget is used up.</param>
public sealed record RunBudget(
    int StepsPerSlice = 10_000,
    int SliceMilliseconds = 50,
    long StepsPerRun = 5_000_000,
    int TurnSeconds = 60,
    int RunDays = 90,
    int OutputBytes = 256 * 1024,
    int CallDepth = 20,
    int Frames = 200,
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
