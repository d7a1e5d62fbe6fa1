using System.Text.RegularExpressions;

namespace FlowEngine.Definition;

/// <summary>How ids are spelt.</summary>
public static partial class Identifiers
{
    /// <summary>Longest id.</summary>
    public const int MaximumLength = 64;

    /// <summary>Whether a text can be the id of a node, variable, intent or entity: it is a name in expressions.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True for <c>[a-z][A-Za-z0-9]*</c> of at most 64 characters.</returns>
    public static bool IsName(string text) => text.Length <= MaximumLength && Name().IsMatch(text);

    /// <summary>Whether a text can be the id of a bot or a flow: it is part of addresses and file names.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True for <c>[a-z][a-z0-9-]*</c> of at most 64 characters.</returns>
    public static bool IsSlug(string text) => text.Length <= MaximumLength && Slug().IsMatch(text);

    /// <summary>Whether a text can name a connection, a channel or a test: a name or a slug.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True for <c>[a-z][A-Za-z0-9-]*</c> of at most 64 characters.</returns>
    public static bool IsLabel(string text) => text.Length <= MaximumLength && Label().IsMatch(text);

    // \z, not $: a dollar would let a line break through at the end.
    [GeneratedRegex(@"\A[a-z][A-Za-z0-9]*\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[a-z][a-z0-9-]*\z")]
    private static partial Regex Slug();

    [GeneratedRegex(@"\A[a-z][A-Za-z0-9-]*\z")]
    private static partial Regex Label();
}
