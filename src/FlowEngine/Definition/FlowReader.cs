using System.Text.Json;

namespace FlowEngine.Definition;

/// <summary>Reads a flow out of well-formed JSON. Shape only; whether it makes sense is for the validation.</summary>
internal static class FlowReader
{
    public const string NameSpelling = "a small letter, then letters and digits: orderNumber";
    public const string SlugSpelling = "a small letter, then small letters, digits and hyphens: order-status";

    /// <summary>Longest time limit of a node. Unit: seconds; 30 days.</summary>
    public const int LongestNode = 2_592_000;

    /// <summary>Longest time limit of a run. Unit: minutes; a year.</summary>
    public const int LongestRun = 525_600;

    private static readonly JsonElement EmptyObject = JsonElement.Parse("{}");

    public static FlowDefinition? Read(JsonElement root, string pointer, ProblemList problems)
    {
        if (
            SchemaMigrations.Flows.Bring(root, pointer, problems) is not { } element
            || ObjectReader.Open(element, pointer, "a flow", problems) is not { } flow
        )
        {
            return null;
        }

        flow.Text("$schema");
        flow.TryGet(SchemaMigrations.Member, out _);
        var id = flow.Id("id", Identifiers.IsSlug, SlugSpelling);
        var name = flow.Text("name", required: true, longest: 200);
        var variables = VariableReader.Read(flow, problems);
        var nodes = new OrderedDictionary<string, FlowNode>(StringComparer.Ordinal);
        foreach (var (key, value, at) in flow.Map("nodes", Identifiers.IsName, NameSpelling, required: true))
        {
            if (ReadNode(value, at, problems) is { } node)
            {
                nodes[key] = node;
            }
        }

        var notes = ReadNotes(flow, problems);
        var groups = GroupReader.Read(flow, problems);
        var layout = ReadLayout(flow, problems);
        var minutes = ReadLimit(flow, "timeoutMinutes", LongestRun, problems);
        flow.Close();
        return id is null || name is null ? null : new(id, name, variables, nodes, notes, layout, minutes) { Groups = groups };
    }

    private static int? ReadLimit(ObjectReader owner, string name, int most, ProblemList problems) =>
        owner.Has(name) ? (int)RetryReader.Within(owner, name, absent: most, 1, most, problems) : null;

    public static FlowNode? ReadNode(JsonElement element, string pointer, ProblemList problems)
    {
        if (ObjectReader.Open(element, pointer, "a node", problems) is not { } node)
        {
            return null;
        }

        var type = node.Text("type", required: true, longest: 100);
        var version = node.Integer("version", absent: 1);
        var name = node.Text("name", longest: 200);
        if (!node.TryGet("config", out var config))
        {
            config = EmptyObject;
        }
        else if (config.ValueKind != JsonValueKind.Object)
        {
            problems.Error(
                "document.type",
                node.At("config"),
                $"The settings of a node are an object {{ … }}, not {ObjectReader.Kind(config)}."
            );
        }

        var links = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (port, target, at) in node.Map("links"))
        {
            if (port.Length is 0 or > Identifiers.MaximumLength)
            {
                problems.Error("document.id", at, "The name of a port has 1 to 64 characters.");
            }

            links[port] = node.TextOf(target, at, Identifiers.MaximumLength) ?? "";
        }

        var retry = RetryReader.Read(node, problems);
        var seconds = ReadLimit(node, "timeoutSeconds", LongestNode, problems);
        node.Close();
        return type is null ? null : new(type, version, name, config, links, retry, seconds);
    }

    private static List<FlowNote> ReadNotes(ObjectReader flow, ProblemList problems)
    {
        var notes = new List<FlowNote>();
        foreach (var (value, at) in flow.Items("notes"))
        {
            if (ObjectReader.Open(value, at, "a note", problems) is { } note)
            {
                notes.Add(new(note.Text("text", required: true) ?? "", note.Number("x"), note.Number("y")));
                note.Close();
            }
        }

        return notes;
    }

    private static OrderedDictionary<string, NodePosition> ReadLayout(ObjectReader flow, ProblemList problems)
    {
        var layout = new OrderedDictionary<string, NodePosition>(StringComparer.Ordinal);
        foreach (var (key, value, at) in flow.Map("layout", Identifiers.IsName, NameSpelling))
        {
            if (ObjectReader.Open(value, at, "a position", problems) is { } position)
            {
                layout[key] = new(position.Number("x"), position.Number("y"));
                position.Close();
            }
        }

        return layout;
    }
}
