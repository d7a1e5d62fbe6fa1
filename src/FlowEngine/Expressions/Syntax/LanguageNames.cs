using System.Collections.Frozen;

namespace FlowEngine.Expressions.Syntax;

/// <summary>Names that the language itself provides; no input can take their place.</summary>
internal static class LanguageNames
{
    private static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        "undefined", "NaN", "Infinity", "Object", "Array", "String", "Number", "Boolean", "Date", "Math", "JSON", "RegExp",
        "Map", "Set", "Symbol", "Intl", "Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError",
        "URIError", "Function", "eval", "structuredClone", "parseInt", "parseFloat", "isNaN", "isFinite", "encodeURIComponent",
        "decodeURIComponent", "encodeURI", "decodeURI", "escape", "unescape"
    );

    public static bool Contains(string name) => All.Contains(name);
}
