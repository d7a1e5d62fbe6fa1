namespace FlowDesigner.Web.Shell;

/// <summary>Two letters that stand for a person.</summary>
internal static class Initials
{
    /// <summary>Takes the first letters of the first and the last word.</summary>
    /// <param name="name">Name or e-mail address; empty gives a question mark.</param>
    /// <returns>One or two capitals.</returns>
    public static string Of(string name)
    {
        var words = name.Split('@')[0].Split([' ', '.', '-', '_'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length switch
        {
            0 => "?",
            1 => First(words[0]),
            _ => First(words[0]) + First(words[^1]),
        };
    }

    private static string First(string word) => char.ToUpperInvariant(word[0]).ToString();
}
