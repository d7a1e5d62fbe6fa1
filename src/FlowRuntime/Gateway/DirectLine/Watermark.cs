using System.Globalization;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>How far a client has read: the sequence number of the last message it saw, as text.</summary>
internal static class Watermark
{
    /// <summary>Reads one; nothing and <c>-</c> mean that the client has seen nothing.</summary>
    public static bool TryRead(string? text, out long sequence)
    {
        sequence = 0;
        return string.IsNullOrEmpty(text)
            || text == "-"
            || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }

    /// <summary>Writes one.</summary>
    public static string Write(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);
}
