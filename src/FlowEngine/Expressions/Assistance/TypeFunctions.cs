using System.Collections.Frozen;

namespace FlowEngine.Expressions.Assistance;

/// <summary>The functions of values that analysts use, by type.</summary>
internal static class TypeFunctions
{
    private static readonly FrozenDictionary<string, CompletionItem[]> ByType = new Dictionary<string, CompletionItem[]>
    {
        ["string"] =
        [
            Property("length", "Number of characters."),
            Function("trim", "string", "Without blanks around it."),
            Function("toUpperCase", "string", "In capitals."),
            Function("toLowerCase", "string", "In small letters."),
            Function("includes", "boolean", "Whether it holds a text."),
            Function("startsWith", "boolean", "Whether it begins with a text."),
            Function("endsWith", "boolean", "Whether it ends with a text."),
            Function("replace", "string", "With the first place replaced."),
            Function("replaceAll", "string", "With every place replaced."),
            Function("split", "array", "Cut at a separator."),
            Function("slice", "string", "A part of it."),
            Function("padStart", "string", "Filled up from the left."),
            Function("match", "array", "What a regular expression finds."),
        ],
        ["number"] =
        [
            Function("toFixed", "string", "With so many digits behind the point."),
            Function("toLocaleString", "string", "As people write it."),
            Function("toString", "string", "As text."),
        ],
        ["array"] =
        [
            Property("length", "Number of items."),
            Function("map", "array", "Each item turned into another."),
            Function("filter", "array", "The items that a condition holds for."),
            Function("find", "any", "The first item that a condition holds for."),
            Function("some", "boolean", "Whether a condition holds for an item."),
            Function("every", "boolean", "Whether a condition holds for all items."),
            Function("reduce", "any", "One value of all items."),
            Function("includes", "boolean", "Whether it holds a value."),
            Function("join", "string", "One text of all items."),
            Function("slice", "array", "A part of it."),
            Function("concat", "array", "With other items behind it."),
            Function("toSorted", "array", "In order."),
            Function("flat", "array", "With the items of inner lists."),
            Function("at", "any", "An item, from the end when negative."),
        ],
        ["boolean"] = [Function("toString", "string", "As text.")],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<CompletionItem> Of(string type) => ByType.GetValueOrDefault(type, []);

    private static CompletionItem Function(string name, string type, string summary) => new(name, CompletionKind.Function, type, summary);

    private static CompletionItem Property(string name, string summary) => new(name, CompletionKind.Member, "number", summary);
}
