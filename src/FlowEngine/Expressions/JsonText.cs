using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowEngine.Expressions;

/// <summary>Texts in JSON that .NET refuses to read: <c>"\ud800"</c>, half a character, is valid JSON and valid JavaScript.</summary>
internal static partial class JsonText
{
    /// <summary>The text of a JSON string; halves of characters become the replacement character.</summary>
    public static string Read(JsonElement text)
    {
        try
        {
            return text.GetString() ?? string.Empty;
        }
        catch (InvalidOperationException)
        {
            return Repair(text.GetRawText());
        }
    }

    /// <summary>The name of a member, likewise.</summary>
    public static string ReadName(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return Repair(member.ToString().Split("\":", 2)[0] + "\"");
        }
    }

    /// <summary>A value of JSON text whose strings may hold halves of characters.</summary>
    public static JsonElement Parse(string json)
    {
        var repaired = json.Contains(@"\u", StringComparison.Ordinal)
            ? LoneSurrogate().Replace(json, m => m.Groups["keep"].Success ? m.Value : @"\ufffd")
            : json;
        return JsonElement.Parse(Encoding.UTF8.GetBytes(repaired), new JsonDocumentOptions { MaxDepth = 512 });
    }

    private static string Repair(string json) => Parse(json).GetString() ?? string.Empty;

    // Escaped backslashes and whole pairs are kept, what is left are halves.
    [GeneratedRegex(
        @"(?<keep>\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex LoneSurrogate();
}
