namespace FlowEngine.Definition;

/// <summary>Reads and writes the groups of a flow: <c>"groups": { "lookup": { "title": "Look it up", "colour": "blue", "nodes": ["find"] } }</c>.</summary>
internal static class GroupReader
{
    private const int LongestTitle = 200;

    public static OrderedDictionary<string, FlowGroup> Read(ObjectReader flow, ProblemList problems)
    {
        var groups = new OrderedDictionary<string, FlowGroup>(StringComparer.Ordinal);
        foreach (var (key, value, at) in flow.Map("groups", Identifiers.IsName, FlowReader.NameSpelling))
        {
            if (ObjectReader.Open(value, at, "a group", problems) is not { } group)
            {
                continue;
            }

            var title = group.Text("title", required: true, longest: LongestTitle);
            var colour = group.Text("colour") ?? FlowGroup.UsualColour;
            var collapsed = group.Boolean("collapsed", absent: false);
            string[] nodes = [.. group.Items("nodes", required: true).Select(n => group.TextOf(n.Value, n.Pointer, Identifiers.MaximumLength)).OfType<string>()];
            group.Close();
            if (!FlowGroup.Colours.Contains(colour))
            {
                problems.Error("document.value", group.At("colour"), $"There is no colour \"{colour}\". Use one of {string.Join(", ", FlowGroup.Colours)}.");
            }

            groups[key] = new(title ?? "", nodes, colour, collapsed);
        }

        return groups;
    }

    public static void Write(CanonicalJson json, IReadOnlyDictionary<string, FlowGroup> groups)
    {
        if (groups.Count == 0)
        {
            return;
        }

        json.Name("groups").Open('{');
        foreach (var (id, group) in groups)
        {
            json.Name(id).Open('{');
            WriteMeaning(json, group);
            if (group.Collapsed)
            {
                json.Name("collapsed").Boolean(true);
            }

            json.Close('}');
        }

        json.Close('}');
    }

    /// <summary>Writes what a group says, without how it is shown.</summary>
    public static void WriteMeaning(CanonicalJson json, FlowGroup group)
    {
        json.Name("title").Text(group.Title);
        if (group.Colour != FlowGroup.UsualColour)
        {
            json.Name("colour").Text(group.Colour);
        }

        json.Name("nodes").Open('[');
        foreach (var node in group.Nodes)
        {
            json.Next().Text(node);
        }

        json.Close(']');
    }
}
