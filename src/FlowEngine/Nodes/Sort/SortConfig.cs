using FlowEngine.Compilation;

namespace FlowEngine.Nodes.Sort;

/// <summary>Settings of the sort node.</summary>
/// <param name="Items">The list.</param>
/// <param name="Keys">What to sort by; a later key decides where the earlier ones are equal.</param>
/// <param name="SaveTo">Variable that receives the sorted list; null for none.</param>
public sealed record SortConfig(FieldValue Items, IReadOnlyList<SortKey> Keys, string? SaveTo = null);

/// <summary>One key to sort by.</summary>
/// <param name="By">Member of the item, or a formula of <c>item</c>; null for the item itself.</param>
/// <param name="Order"><c>ascending</c> or <c>descending</c>.</param>
/// <param name="As">One of <see cref="SortNode.Kinds"/>.</param>
/// <param name="IgnoreCase">True when capital and small letters are the same.</param>
/// <param name="ByLanguage">True to order texts as the language of the conversation does.</param>
public sealed record SortKey(
    FieldValue? By = null,
    string Order = "ascending",
    string As = "auto",
    bool IgnoreCase = false,
    bool ByLanguage = false
);
