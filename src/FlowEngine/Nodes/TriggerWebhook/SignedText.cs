namespace FlowEngine.Nodes.TriggerWebhook;

/// <summary>What a signature covers, such as <c>{timestamp}.{body}</c>: text with the parts of a call in braces.</summary>
public static class SignedText
{
    /// <summary>Names of the parts.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["body", "timestamp", "id", "method", "url"];

    /// <summary>Takes a text apart.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Its pieces: a name of <see cref="Parts"/>, or text as it is; null when a brace is left open or a name is unknown.</returns>
    public static IReadOnlyList<SignedPiece>? Read(string? text)
    {
        var pieces = new List<SignedPiece>();
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var open = rest.IndexOfAny('{', '}');
            if (open != 0)
            {
                pieces.Add(new SignedPiece(null, open < 0 ? rest.ToString() : rest[..open].ToString()));
                rest = open < 0 ? [] : rest[open..];
                continue;
            }

            var close = rest.IndexOf('}');
            if (close < 1 || Parts.FirstOrDefault(rest[1..close].ToString().Equals) is not { } part)
            {
                return null;
            }

            pieces.Add(new SignedPiece(part, ""));
            rest = rest[(close + 1)..];
        }

        return pieces;
    }
}

/// <summary>A piece of what a signature covers.</summary>
/// <param name="Part">Which part of the call; null for text.</param>
/// <param name="Text">The text; empty for a part.</param>
public sealed record SignedPiece(string? Part, string Text);
