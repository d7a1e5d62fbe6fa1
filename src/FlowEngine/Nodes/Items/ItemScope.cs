using System.Text.Json;
using FlowEngine.Expressions;

namespace FlowEngine.Nodes.Items;

/// <summary>
/// What names mean for one item of a list: <c>item</c> and <c>index</c> beside all that the node sees. One object for all
/// items; the list itself is never copied.
/// </summary>
internal sealed class ItemScope(IExpressionScope outer) : IExpressionScope
{
    private const string Item = "item";
    private const string Index = "index";

    private readonly EvaluationSettings _settings = outer.Settings;
    private JsonElement _item;
    private JsonElement _indexValue;
    private int _index;

    public IReadOnlyCollection<string> Roots { get; } = [.. outer.Roots.Except([Item, Index], StringComparer.Ordinal), Item, Index];

    /// <summary>Those of the node, but every item has its own chance.</summary>
    public EvaluationSettings Settings =>
        _settings.Seed is { } seed ? _settings with { Seed = unchecked((seed * 31) + _index) } : _settings;

    /// <summary>Goes to an item.</summary>
    public void MoveTo(JsonElement item, int index) => (_item, _index, _indexValue) = (item, index, default);

    public bool TryGetRoot(string root, out JsonElement value)
    {
        switch (root)
        {
            case Item:
                value = _item;
                return value.ValueKind != JsonValueKind.Undefined;
            case Index:
                value = _indexValue.ValueKind == JsonValueKind.Undefined ? _indexValue = JsonValues.Of(_index) : _indexValue;
                return true;
            default:
                return outer.TryGetRoot(root, out value);
        }
    }

    public bool TryGetMember(string root, string member, out JsonElement value)
    {
        switch (root)
        {
            case Item:
                value = default;
                return _item.ValueKind == JsonValueKind.Object && _item.TryGetProperty(member, out value);
            case Index:
                value = default;
                return false;
            default:
                return outer.TryGetMember(root, member, out value);
        }
    }

    public bool IsObject(string root) =>
        root switch
        {
            Item => _item.ValueKind == JsonValueKind.Object,
            Index => false,
            _ => outer.IsObject(root),
        };
}
