namespace FlowRuntime.Connections.Calling;

/// <summary>What an answer says about the other side's limits.</summary>
/// <param name="Wait">Time in which no call should be made; null for none.</param>
/// <param name="Remaining">Calls that are left in the running window; null when it does not say.</param>
/// <param name="Reset">Time to the end of that window; null when it does not say.</param>
internal readonly record struct RateReport(TimeSpan? Wait, int? Remaining, TimeSpan? Reset)
{
    /// <summary>True when it says nothing.</summary>
    public bool IsEmpty => Wait is null && Remaining is null;
}
