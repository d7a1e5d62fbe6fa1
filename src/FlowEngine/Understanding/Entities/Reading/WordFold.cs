using System.Text;

namespace FlowEngine.Understanding.Entities.Reading;

/// <summary>Brings words to the form in which they are compared.</summary>
internal static class WordFold
{
    /// <summary>Lower case; "ä" as "ae" and so on, as people write without those keys; full-width letters as plain ones.</summary>
    public static string Fold(StringBuilder word)
    {
        var isPlain = true;
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            isPlain &= c < 128;
            word[i] = char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
        }

        return isPlain ? word.ToString() : FoldWide(word.ToString());
    }

    private static string FoldWide(string word)
    {
        var folded = new StringBuilder(word.Length + 4);
        foreach (var letter in Compatible(word))
        {
            switch (char.ToLowerInvariant(letter))
            {
                case 'ä':
                    folded.Append("ae");
                    break;
                case 'ö':
                    folded.Append("oe");
                    break;
                case 'ü':
                    folded.Append("ue");
                    break;
                case 'ß':
                    folded.Append("ss");
                    break;
                case var c:
                    folded.Append(c);
                    break;
            }
        }

        return folded.ToString();
    }

    private static string Compatible(string word)
    {
        try
        {
            return word.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Code points that are no characters have no normal form.
            return word;
        }
    }
}
