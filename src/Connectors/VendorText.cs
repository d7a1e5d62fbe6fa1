namespace Connectors;

/// <summary>Sentences that another system wrote, on their way into our messages.</summary>
internal static class VendorText
{
    /// <summary>Makes one short line of it, without markup.</summary>
    /// <param name="message">What the other system wrote.</param>
    /// <param name="longest">Most characters.</param>
    /// <returns>At most so many characters, with an ellipsis where something is missing.</returns>
    public static string Shorten(string message, int longest = 200)
    {
        var line = string.Concat(message.Select(c => char.IsControl(c) || c is '<' or '>' ? ' ' : c)).Trim();
        return line.Length <= longest ? line : string.Concat(line.AsSpan(0, longest), "…");
    }
}
