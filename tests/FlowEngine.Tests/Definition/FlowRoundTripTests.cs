using System.Text;
using System.Text.Json;
using FlowEngine.Definition;
using FsCheck;
using FsCheck.Fluent;

namespace FlowEngine.Tests.Definition;

public sealed class FlowRoundTripTests
{
    private static readonly string[] Types = ["say", "ask", "branch", "http.request", "woocommerce.getOrder", "unknown.node"];

    private static readonly string[] Ports = ["next", "answered", "gaveUp", "success", "error"];

    private static readonly string[] VariableTypes = ["string", "number", "boolean", "object", "array", "any"];

    private static readonly string[] Texts =
    [
        "Hello", "", "= not an expression", "=vars.a", "{{ vars.a }}", "Zeile\nzwei\t\"quoted\" \\ back", "日本語 и العربية", "😀 é e\u0301", "</script>",
        "\u2028 separator", "\u007f",
    ];

    private static readonly Gen<string> Name = Gen.Elements("a", "order", "orderNumber", "x1", "find2", "zZ9");

    private static readonly Gen<string> Slug = Gen.Elements("a", "order-status", "f2", "stock-check-1");

    private static readonly Gen<string> Text = Gen.Elements(Texts);

    private static readonly Gen<double> Coordinate = Gen.Choose(-40_000, 40_000).Select(n => n / 8.0);

    [Fact]
    public void A_flow_that_is_written_and_read_again_is_the_same_flow() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(Arb.From(Flows()), ComesBack));

    private static Property ComesBack(FlowDefinition flow)
    {
        var written = FlowDocument.Write(flow);
        var read = FlowDocument.Read(written);
        var isSame =
            read.Ok
            && read.Problems.Count == 0
            && IsSame(flow, read.Value)
            && FlowDocument.Write(read.Value).AsSpan().SequenceEqual(written);
        return isSame.Label($"{Encoding.UTF8.GetString(written)}\n{string.Join('\n', read.Problems)}");
    }

    private static bool IsSame(FlowDefinition one, FlowDefinition other) =>
        (one.Id, one.Name) == (other.Id, other.Name)
        && one.Variables.Keys.SequenceEqual(other.Variables.Keys)
        && one.Variables.All(v =>
            v.Value with { Default = default } == other.Variables[v.Key] with { Default = default }
            && IsSame(v.Value.Default, other.Variables[v.Key].Default)
        )
        && one.Nodes.Keys.SequenceEqual(other.Nodes.Keys)
        && one.Nodes.All(n => IsSame(n.Value, other.Nodes[n.Key]))
        && one.Notes.SequenceEqual(other.Notes)
        && one.Groups.SequenceEqual(other.Groups)
        && one.Layout.OrderBy(l => l.Key, StringComparer.Ordinal).SequenceEqual(other.Layout.OrderBy(l => l.Key, StringComparer.Ordinal));

    private static bool IsSame(FlowNode one, FlowNode other) =>
        (one.Type, one.Version, one.Name) == (other.Type, other.Version, other.Name)
        && IsSame(one.Config, other.Config)
        && one.Links.OrderBy(l => l.Key, StringComparer.Ordinal).SequenceEqual(other.Links.OrderBy(l => l.Key, StringComparer.Ordinal));

    private static bool IsSame(JsonElement one, JsonElement other) =>
        one.ValueKind == JsonValueKind.Undefined
            ? other.ValueKind == JsonValueKind.Undefined
            : other.ValueKind != JsonValueKind.Undefined && JsonElement.DeepEquals(one, other);

    private static Gen<FlowDefinition> Flows() =>
        from id in Slug
        from name in Gen.Elements("Order status", "Ü", "😀", "a \"b\"")
        from variables in MapOf(Variables())
        from nodes in MapOf(Nodes())
        from notes in Notes().ListOf().Resize(3)
        from groups in MapOf(Groups())
        from places in Gen.Zip(Coordinate, Coordinate).ListOf(nodes.Count)
        select new FlowDefinition(
            id,
            name,
            variables,
            nodes,
            [.. notes],
            nodes.Keys.Zip(places).ToDictionary(p => p.First, p => new NodePosition(p.Second.Item1, p.Second.Item2))
        )
        {
            Groups = groups,
        };

    private static Gen<FlowGroup> Groups() =>
        from title in Gen.Elements("Look it up", "Ü 😀")
        from nodes in Name.ListOf().Resize(3)
        from colour in Gen.Elements(FlowGroup.Colours.ToArray())
        from collapsed in Gen.Elements(true, false)
        select new FlowGroup(title, [.. nodes], colour, collapsed);

    private static Gen<FlowNote> Notes() =>
        from text in Text.Where(t => t.Length > 0)
        from x in Coordinate
        from y in Coordinate
        select new FlowNote(text, x, y);

    private static Gen<VariableDefinition> Variables() =>
        from type in Gen.Elements(VariableTypes)
        from hasDefault in Gen.Elements(true, false)
        from description in Gen.Elements(null, "What it holds")
        select new VariableDefinition(type, hasDefault ? DefaultOf(type) : default, description);

    private static JsonElement DefaultOf(string type) =>
        type switch
        {
            "string" => JsonSerializer.SerializeToElement("x"),
            "number" => JsonSerializer.SerializeToElement(-1.5),
            "boolean" => JsonSerializer.SerializeToElement(false),
            "object" => JsonSerializer.SerializeToElement(new { a = new { b = 1 } }),
            "array" => JsonSerializer.SerializeToElement(new object[] { 1, "two", new { three = 3 } }),
            _ => JsonSerializer.SerializeToElement("any"),
        };

    private static Gen<FlowNode> Nodes() =>
        from type in Gen.Elements(Types)
        from version in Gen.Choose(1, 3)
        from name in Gen.Elements(null, "Find the order", "Ä b")
        from config in MapOf(Values(2))
        from links in MapOf(Name, Gen.Elements(Ports))
        select new FlowNode(type, version, name, JsonSerializer.SerializeToElement(config), links);

    private static Gen<JsonElement> Values(int depth)
    {
        var simple = Gen.OneOf(
            Text.Select(t => JsonSerializer.SerializeToElement(t)),
            Coordinate.Select(n => JsonSerializer.SerializeToElement(n)),
            Gen.Elements(true, false).Select(b => JsonSerializer.SerializeToElement(b))
        );
        return depth == 0
            ? simple
            : Gen.OneOf(
                simple,
                Values(depth - 1).ListOf().Resize(3).Select(l => JsonSerializer.SerializeToElement(l)),
                MapOf(Values(depth - 1)).Select(m => JsonSerializer.SerializeToElement(m))
            );
    }

    private static Gen<OrderedDictionary<string, T>> MapOf<T>(Gen<T> values) => MapOf(values, Name);

    private static Gen<OrderedDictionary<string, T>> MapOf<T>(Gen<T> values, Gen<string> keys) =>
        Gen.Zip(keys, values)
            .ListOf()
            .Resize(5)
            .Select(pairs =>
            {
                var map = new OrderedDictionary<string, T>(StringComparer.Ordinal);
                foreach (var (key, value) in pairs)
                {
                    map[key] = value;
                }

                return map;
            });
}
