namespace TestKit.Contract;

/// <summary>What a message for people must be.</summary>
internal static class Words
{
    public static bool AreSound(string? message) =>
        message is { Length: > 10 } && message.Split(' ').Length >= 3 && !message.Contains("Exception", StringComparison.Ordinal) && !message.Contains('\n', StringComparison.Ordinal);
}
