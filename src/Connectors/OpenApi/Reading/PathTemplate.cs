using System.Text.RegularExpressions;

namespace Connectors.OpenApi.Reading;

/// <summary>A path with parameters in braces: <c>/pets/{id}</c>, <c>/v1/{+name}:cancel</c>, <c>/#Action=Stop</c>.</summary>
internal static partial class PathTemplate
{
    /// <summary>Names of the parameters, each once, in order.</summary>
    public static IReadOnlyList<string> NamesIn(string path) =>
        [.. Parameter().Matches(path).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>Cuts a path into literal texts and parameters.</summary>
    /// <param name="path">The path; what follows a hash only sets operations apart and is left out.</param>
    /// <returns>Pieces in order: a literal text, or the name of a parameter and whether slashes stay in its value.</returns>
    public static IReadOnlyList<PathPiece> PiecesOf(string path)
    {
        var hash = path.IndexOf('#', StringComparison.Ordinal);
        var text = hash < 0 ? path : path[..hash];
        var pieces = new List<PathPiece>();
        var at = 0;
        foreach (Match match in Parameter().Matches(text))
        {
            if (match.Index > at)
            {
                pieces.Add(new PathPiece(text[at..match.Index], null, false));
            }

            pieces.Add(new PathPiece("", match.Groups["name"].Value, match.Groups["keeps"].Success));
            at = match.Index + match.Length;
        }

        if (at < text.Length)
        {
            pieces.Add(new PathPiece(text[at..], null, false));
        }

        return pieces;
    }

    // {id}, {+name} and {name=**} of Google, {name*} of RFC 6570.
    [GeneratedRegex(@"\{(?<keeps>\+)?(?<name>[^{}=+*?]{1,200})(?<keeps>=[^{}]{0,100}|\*)?\}")]
    private static partial Regex Parameter();
}

/// <summary>A piece of a path.</summary>
/// <param name="Text">Literal text; empty for a parameter.</param>
/// <param name="Parameter">Name of the parameter; null for a literal.</param>
/// <param name="KeepsSlashes">True when slashes in the value stay as they are.</param>
internal readonly record struct PathPiece(string Text, string? Parameter, bool KeepsSlashes);
