namespace FlowEngine.Expressions.Assistance;

/// <summary>What may stand at a place of an expression.</summary>
/// <param name="Start">First character that a choice replaces, from 0.</param>
/// <param name="End">Behind the last character that it replaces.</param>
/// <param name="Items">The choices, the nearest first; names that begin as the author has begun.</param>
public sealed record CompletionList(int Start, int End, IReadOnlyList<CompletionItem> Items);

/// <summary>One choice.</summary>
/// <param name="Name">What is inserted.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Type">Type of its value, or of what a function gives.</param>
/// <param name="Summary">One sentence for people; null for none.</param>
public sealed record CompletionItem(string Name, CompletionKind Kind, string Type, string? Summary);

/// <summary>What a choice is.</summary>
public enum CompletionKind
{
    /// <summary>A name of the scope, such as <c>vars</c>.</summary>
    Root,

    /// <summary>A member of a value.</summary>
    Member,

    /// <summary>A function of a value, such as <c>trim</c>.</summary>
    Function,

    /// <summary>A name of the language, such as <c>Math</c>.</summary>
    Language,
}
