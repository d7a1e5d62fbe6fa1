using System.Diagnostics.CodeAnalysis;

namespace FlowEngine.Understanding.Intents;

/// <summary>Makes the errors that people make when they type: a letter left out, doubled, swapped with its neighbour or missed.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Chance decides what is learned when; nobody gains by foreseeing it.")]
internal static class Typos
{
    private const string Rows = "qwertyuiop asdfghjkl zxcvbnm";

    /// <summary>A copy of a phrase with an error or two.</summary>
    public static string In(string phrase, Random random)
    {
        var characters = phrase.ToList();
        for (var i = random.Next(1, 3); i > 0 && characters.Count > 3; i--)
        {
            var at = random.Next(characters.Count - 1);
            switch (random.Next(4))
            {
                case 0:
                    characters.RemoveAt(at);
                    break;
                case 1:
                    characters.Insert(at, characters[at]);
                    break;
                case 2:
                    (characters[at], characters[at + 1]) = (characters[at + 1], characters[at]);
                    break;
                default:
                    characters[at] = NeighbourOf(characters[at], random);
                    break;
            }
        }

        return string.Concat(characters);
    }

    private static char NeighbourOf(char letter, Random random)
    {
        var at = Rows.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
        if (at < 0 || letter == ' ')
        {
            return letter;
        }

        var beside = Rows[Math.Clamp(at + (random.Next(2) == 0 ? -1 : 1), 0, Rows.Length - 1)];
        return beside == ' ' ? letter : beside;
    }
}
