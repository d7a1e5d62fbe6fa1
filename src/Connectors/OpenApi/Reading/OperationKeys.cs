using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlowEngine.Definition;

namespace Connectors.OpenApi.Reading;

/// <summary>
/// Names for flows, made of the document's own. A name depends on nothing but its own words, so that other operations may
/// come and go without renaming it.
/// </summary>
internal static class OperationKeys
{
    private const int HashLength = 6;

    /// <summary>Makes a name: <c>Pets_ListAll</c> becomes <c>petsListAll</c>.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>A name of at most 64 characters; null when there is no letter or digit in it.</returns>
    public static string? From(string text)
    {
        var name = new StringBuilder();
        foreach (var word in Words(text))
        {
            name.Append(name.Length == 0 ? JsonNamingPolicy.CamelCase.ConvertName(word) : Capitalised(word));
        }

        if (name.Length == 0)
        {
            return null;
        }

        if (!char.IsAsciiLetterLower(name[0]))
        {
            name.Insert(0, "n");
        }

        return name.Length <= Identifiers.MaximumLength
            ? name.ToString()
            : $"{name.ToString(0, Identifiers.MaximumLength - HashLength)}{Hash(text)}";
    }

    /// <summary>The name of an operation without an id: <c>GET /pets/{id}</c> becomes <c>getPetsById</c>.</summary>
    public static string OfPath(string method, string path) =>
        From($"{method} {path.Replace("{", " by ", StringComparison.Ordinal)}") ?? JsonNamingPolicy.CamelCase.ConvertName(method);

    /// <summary>The same name with the hash of what sets it apart.</summary>
    public static string Distinct(string name, string method, string path) =>
        $"{(name.Length > Identifiers.MaximumLength - HashLength ? name[..(Identifiers.MaximumLength - HashLength)] : name)}{Hash($"{method} {path}")}";

    /// <summary>Runs of letters and digits; accents are dropped, other scripts are not names in expressions.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                word.Append(c);
            }
            else if (char.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    private static string Capitalised(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength];
}
