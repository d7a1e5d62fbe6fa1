using System.Text.RegularExpressions;
using FlowDesigner.Web.Wording;

namespace FlowDesigner.Web.Editor.Inspector.Code;

/// <summary>How values and their types are called among people.</summary>
internal static partial class TypeWords
{
    /// <summary>Types of variables with their words, in the order of menus.</summary>
    public static IReadOnlyList<(string Type, string Word)> Types { get; } =
        [("any", TextKey.Of("anything")), ("string", TextKey.Of("text")), ("number", TextKey.Of("number")), ("boolean", TextKey.Of("yes or no")), ("object", TextKey.Of("record")), ("array", TextKey.Of("list"))];

    /// <summary>The word of a type.</summary>
    /// <param name="type">Such as <c>string</c>.</param>
    /// <returns>Such as "text"; the type itself when it has no word.</returns>
    public static string OfType(string type) => Types.FirstOrDefault(t => t.Type == type).Word ?? type;

    /// <summary>A name as words: <c>orderNumber</c> is "order number".</summary>
    /// <param name="name">The name.</param>
    /// <returns>Small letters with blanks.</returns>
    public static string OfName(string name) => WordStart().Replace(name, m => $" {char.ToLowerInvariant(m.Value[0])}").Trim();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex WordStart();
}
