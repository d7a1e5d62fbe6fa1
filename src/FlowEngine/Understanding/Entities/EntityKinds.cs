namespace FlowEngine.Understanding.Entities;

/// <summary>Kinds of entities.</summary>
public static class EntityKinds
{
    /// <summary>A regular expression of the author.</summary>
    public const string Pattern = "pattern";

    /// <summary>One of the author's values.</summary>
    public const string List = "list";

    /// <summary>Any text.</summary>
    public const string Text = "text";

    /// <summary>Kinds that are found in a message without being declared; where one value could be of two, the first of these.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } =
        ["email", "phone", "url", "dateTime", "date", "time", "dateRange", "timeRange", "duration", "money", "quantity", "number"];

    /// <summary>Kinds that a bot may declare, in the order of menus.</summary>
    public static IReadOnlyList<string> All { get; } =
        [
            Pattern, List, "number", "quantity", "money", "date", "time", "dateTime", "dateRange", "timeRange", "duration", "email", "phone", "url", Text,
        ];
}
