namespace FlowEngine.Understanding;

/// <summary>Where the words of a text stand.</summary>
internal static class WordSpans
{
    public static List<(int Start, int End)> Of(string text)
    {
        var spans = new List<(int Start, int End)>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isWord = i < text.Length && (char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]) || text[i] is '\'' or '’');
            if (isWord && start < 0)
            {
                start = i;
            }
            else if (!isWord && start >= 0)
            {
                spans.Add((start, i));
                start = -1;
            }
        }

        return spans;
    }
}
