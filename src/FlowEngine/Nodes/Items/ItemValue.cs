using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Expressions;

namespace FlowEngine.Nodes.Items;

/// <summary>
/// What a node takes of each item: the item itself, a member by its path such as <c>customer.email</c>, or a formula of
/// <c>item</c> and <c>index</c>.
/// </summary>
internal sealed class ItemValue
{
    private readonly FieldValue? _formula;
    private readonly string[] _path;

    public ItemValue(FieldValue? written)
    {
        _formula = written is { IsLiteral: false } ? written : null;
        _path = PathOf(written) is { Length: > 0 } path ? path.Split('.') : [];
    }

    /// <summary>Tells whether a setting can be taken of an item: a path, a formula or nothing at all.</summary>
    public static bool Fits(FieldValue? written) =>
        written is null or { IsLiteral: false } || (PathOf(written) is { } path && (path.Length == 0 || Array.TrueForAll(path.Split('.'), part => part.Trim().Length > 0)));

    public ExpressionOutcome Read(JsonElement item, IExpressionScope scope, CancellationToken cancellationToken) =>
        _formula?.Evaluate(scope, cancellationToken) ?? new ExpressionOutcome(Find(item, _path), null);

    private static JsonElement Find(JsonElement value, string[] path)
    {
        foreach (var part in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(part, out value))
            {
                return default;
            }
        }

        return value;
    }

    private static string? PathOf(FieldValue? written) =>
        written is { IsLiteral: true } && written.Evaluate(NoScope.Instance, default).Value is { ValueKind: JsonValueKind.String } text
            ? text.GetString()
            : null;
}
