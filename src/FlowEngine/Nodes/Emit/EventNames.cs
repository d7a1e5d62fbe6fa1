namespace FlowEngine.Nodes.Emit;

/// <summary>What events and their correlations may be called.</summary>
public static class EventNames
{
    /// <summary>Longest name. Unit: characters.</summary>
    public const int LongestName = 100;

    /// <summary>Longest correlation. Unit: characters.</summary>
    public const int LongestCorrelation = 200;

    /// <summary>Largest data. Unit: bytes of JSON.</summary>
    public const int LargestData = 256 * 1024;

    /// <summary>What a name has to be, for people.</summary>
    public const string NameRule =
        "An event has a name of at most 100 letters, digits, points, dashes and underscores, starting with a letter.";

    /// <summary>What a correlation has to be, for people.</summary>
    public const string CorrelationRule = "What an event concerns is told in at most 200 characters.";

    /// <summary>Whether an event may have this name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True when it may.</returns>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= LongestName }
        && char.IsAsciiLetter(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    /// <summary>Whether an event may have this correlation.</summary>
    /// <param name="correlation">The correlation; null for none.</param>
    /// <returns>True when it may.</returns>
    public static bool IsCorrelation(string? correlation) => correlation is null or { Length: <= LongestCorrelation };
}
