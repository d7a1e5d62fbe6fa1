using System.Text.RegularExpressions;
using FlowEngine.Expressions.Syntax;
using FlowEngine.Expressions.Syntax.Parsing;
using FlowEngine.Nodes;

namespace FlowEngine.Expressions.Assistance;

/// <summary>Completes expressions while they are typed.</summary>
public static partial class ExpressionCompletion
{
    private static readonly (string Name, string Summary)[] Language =
    [
        ("Math", "Numbers: Math.round, Math.max …"),
        ("Date", "Dates: new Date(), Date.now() …"),
        ("JSON", "JSON.stringify and JSON.parse"),
        ("Object", "Object.keys, Object.entries …"),
        ("Array", "Array.from, Array.isArray …"),
        ("Number", "Number(text), Number.isInteger …"),
        ("String", "String(value)"),
        ("Intl", "Numbers and dates for people"),
        ("Map", "Values by key"),
        ("Set", "Values, each once"),
    ];

    /// <summary>Tells what may stand at a place.</summary>
    /// <param name="source">The expression as it is so far, without the leading <c>=</c>.</param>
    /// <param name="position">Where the author types: characters before it, 0 to the length.</param>
    /// <param name="scope">What is in scope: <see cref="ScopeShape.At"/>.</param>
    /// <returns>The choices; none inside a text or a comment.</returns>
    public static CompletionList At(string source, int position, IReadOnlyDictionary<string, ValueShape> scope)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(position, source.Length);
        var before = source[..position];
        var match = Typed().Match(before);
        var typed = match.Groups["typed"].Value;
        var end = position;
        while (end < source.Length && Lexer.IsNamePart(source[end]))
        {
            end++;
        }

        var start = position - typed.Length;
        if (IsInText(before) || (typed.Length > 0 && char.IsAsciiDigit(typed[0])))
        {
            return new CompletionList(start, end, []);
        }

        var path = match.Groups["path"];
        var items = path.Success ? OfOwner(path.Value, before[..path.Index], scope)
            : match.Groups["dot"].Success ? []
            : Names(scope);
        return new CompletionList(start, end, [.. items.Where(i => i.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))]);
    }

    private static IEnumerable<CompletionItem> Names(IReadOnlyDictionary<string, ValueShape> scope) =>
        scope
            .Select(r => new CompletionItem(r.Key, CompletionKind.Root, r.Value.Type, r.Value.Summary))
            .Concat(Language.Select(l => new CompletionItem(l.Name, CompletionKind.Language, "object", l.Summary)));

    private static IEnumerable<CompletionItem> OfOwner(string path, string before, IReadOnlyDictionary<string, ValueShape> scope)
    {
        var root = RootName().Match(path).Value;
        if (!scope.ContainsKey(root) && ItemOf(root, before, scope) is { } item)
        {
            scope = new Dictionary<string, ValueShape>(scope, StringComparer.Ordinal) { [root] = item };
        }

        if (PathShapes.Find(scope, path) is not { } shape)
        {
            return [];
        }

        var members = shape.Members ?? new Dictionary<string, ValueShape>();
        return members
            .Select(m => new CompletionItem(m.Key, CompletionKind.Member, m.Value.Type, m.Value.Summary))
            .Concat(TypeFunctions.Of(shape.Type));
    }

    /// <summary>The shape of <c>i</c> in <c>vars.items.map(i => i.</c>: an item of the list whose function takes it.</summary>
    private static ValueShape? ItemOf(string name, string before, IReadOnlyDictionary<string, ValueShape> scope)
    {
        var list = Visited().Matches(before).LastOrDefault(m => m.Groups["name"].Value == name);
        return list is null ? null : PathShapes.Find(scope, list.Groups["list"].Value)?.Items;
    }

    private static bool IsInText(string before)
    {
        var lexer = new Lexer(new SourceText(before));
        try
        {
            var token = lexer.Read(0);
            while (token.Kind != TokenKind.End)
            {
                token = lexer.Read(token.Span.End);
            }

            return false;
        }
        catch (ScriptSyntaxException)
        {
            // A text or comment that has no end yet.
            return true;
        }
    }

    [GeneratedRegex(
        @"(?:(?:(?<![\w$.\])])(?<path>[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*|(?:\?\.)?\[\d+\]|(?:\?\.)?\[(?:'[^'\]]*'|""[^""\]]*"")\])*))?(?<dot>\??\.))?(?<typed>[\w$]*)$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Typed();

    [GeneratedRegex(@"^[A-Za-z_$][\w$]*", RegexOptions.CultureInvariant)]
    private static partial Regex RootName();

    [GeneratedRegex(
        @"(?<list>[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*|\[\d+\])*)\??\.(?:map|filter|find|findLast|findIndex|some|every|forEach|flatMap|sort|toSorted)\(\s*\(?\s*(?<name>[A-Za-z_$][\w$]*)\s*(?:=>|,|\))",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Visited();
}
