namespace FlowEngine.Testing;

/// <summary>What came of the tests of one bot.</summary>
/// <param name="BotId">The bot.</param>
/// <param name="Results">One for each test, in the order of the documents.</param>
/// <param name="Coverage">One for each flow, over all tests that ran.</param>
public sealed record FlowTestReport(
    string BotId,
    IReadOnlyList<FlowTestResult> Results,
    IReadOnlyList<FlowCoverage> Coverage
)
{
    /// <summary>True when no test failed.</summary>
    public bool Passed => Results.All(r => r.Passed);

    /// <summary>How many of the bot's links the tests went along. Unit: percent; 100 for a bot without links.</summary>
    public double LinkCoverage => FlowCoverage.Percent(Coverage.Sum(c => c.CoveredLinks), Coverage.Sum(c => c.Links));
}

/// <summary>What came of one test.</summary>
/// <param name="Id">Id of the test in its bot.</param>
/// <param name="Name">What it shows, for people.</param>
/// <param name="Failure">What is not as expected; null when the test passed.</param>
/// <param name="Transcript">What was said until then.</param>
/// <param name="Duration">How long the test took in real time.</param>
public sealed record FlowTestResult(
    string Id,
    string Name,
    FlowTestFailure? Failure,
    IReadOnlyList<SimulatedMessage> Transcript,
    TimeSpan Duration
)
{
    /// <summary>True when everything was as expected.</summary>
    public bool Passed => Failure is null;
}

/// <summary>Why a test failed.</summary>
/// <param name="Pointer">JSON pointer of the step in the test's document, such as <c>/steps/3</c>.</param>
/// <param name="Message">What is wrong, in a sentence.</param>
/// <param name="Expected">What the step expects; null where the message says it.</param>
/// <param name="Actual">What there was instead; null where the message says it.</param>
public sealed record FlowTestFailure(string Pointer, string Message, string? Expected = null, string? Actual = null);

/// <summary>Which nodes and links of a flow the tests went through.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Nodes">Number of its nodes.</param>
/// <param name="Links">Number of its links: linked ports of its nodes.</param>
/// <param name="MissedNodes">Ids of nodes that no test visited, in document order.</param>
/// <param name="MissedLinks">Links that no test went along as <c>node.port</c>, in document order.</param>
public sealed record FlowCoverage(
    string FlowId,
    int Nodes,
    int Links,
    IReadOnlyList<string> MissedNodes,
    IReadOnlyList<string> MissedLinks
)
{
    /// <summary>Number of nodes that some test visited.</summary>
    public int CoveredNodes => Nodes - MissedNodes.Count;

    /// <summary>Number of links that some test went along.</summary>
    public int CoveredLinks => Links - MissedLinks.Count;

    /// <summary>How many of the links some test went along. Unit: percent; 100 for a flow without links.</summary>
    public double LinkPercent => Percent(CoveredLinks, Links);

    internal static double Percent(int part, int whole) => whole == 0 ? 100 : 100.0 * part / whole;
}
