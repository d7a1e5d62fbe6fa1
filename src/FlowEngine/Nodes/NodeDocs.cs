using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowEngine.Expressions.Templates;

namespace FlowEngine.Nodes;

/// <summary>Writes the reference page of a node type from its definition: Markdown with LF line ends.</summary>
public static class NodeDocs
{
    /// <summary>Name of the page of a node type: <c>http.request.md</c>; later versions have their number in it.</summary>
    /// <param name="definition">The node type.</param>
    /// <returns>A file name.</returns>
    public static string FileOf(NodeDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.Version == 1
            ? $"{definition.Type}.md"
            : string.Create(CultureInfo.InvariantCulture, $"{definition.Type}.v{definition.Version}.md");
    }

    /// <summary>Writes the page of a node type: purpose, card, settings, ports, error codes.</summary>
    /// <param name="definition">The node type.</param>
    /// <returns>The page.</returns>
    public static string Write(NodeDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# {definition.Title}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"Type `{definition.Type}`, version {definition.Version}, group {definition.Category}.\n\n");
        page.Append(definition.Summary).Append('\n');
        if (definition.SummaryTemplate.Length > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"\nOn its card: *{definition.SummaryTemplate}*\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"\n{EffectOf(definition)}\n");
        AppendFields(page, definition);
        AppendPorts(page, definition);
        AppendErrors(page, definition);
        return page.ToString();
    }

    /// <summary>Writes the page that leads to the others.</summary>
    /// <param name="catalog">All node types.</param>
    /// <returns>The page.</returns>
    public static string WriteIndex(NodeCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var page = new StringBuilder("# Node types\n\nWritten from the definitions of the nodes; the palette, the forms and the JSON Schema come from the same source.\n");
        foreach (var group in catalog.All.Select(t => t.Definition).GroupBy(d => d.Category).OrderBy(g => g.Key))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {group.Key}\n\n| Type | Name | What it does |\n| --- | --- | --- |\n");
            foreach (var definition in group)
            {
                AppendRow(page, $"[`{definition.Type}`]({FileOf(definition)})", definition.Title, definition.Summary);
            }
        }

        return page.ToString();
    }

    private static string EffectOf(NodeDefinition definition)
    {
        var effect = definition.Effect switch
        {
            EffectKind.Read => "Reads from another system: the call is repeated after a crash.",
            EffectKind.Write when definition.Effects is not null =>
                "Reads or changes another system, as its settings say: a change is recorded before and after it is made.",
            EffectKind.Write when definition.Idempotent =>
                "Changes another system, which does no harm when it is done twice.",
            EffectKind.Write => "Changes another system: the change is recorded before and after it is made.",
            _ => "Changes nothing outside the conversation.",
        };
        return definition.Connector is { } connector && definition.Fields.Any(f => f.Kind == FieldKind.Connection)
            ? $"{effect} Needs a connection of the connector `{connector}`."
            : effect;
    }

    private static void AppendFields(StringBuilder page, NodeDefinition definition)
    {
        page.Append("\n## Settings\n\n");
        if (definition.Fields.Count == 0)
        {
            page.Append("None.\n");
            return;
        }

        page.Append("| Setting | Name in the flow | Kind | Default | Takes | Help |\n| --- | --- | --- | --- | --- | --- |\n");
        AppendFields(page, definition.Fields, "");
    }

    private static void AppendFields(StringBuilder page, IReadOnlyList<FieldDefinition> fields, string owner)
    {
        foreach (var field in fields)
        {
            var name = $"{owner}{field.Name}";
            AppendRow(page, field.Label, $"`{name}`", KindOf(field), DefaultOf(field), TakenBy(field), field.Help);
            AppendFields(page, field.Fields ?? [], $"{name}[].");
        }
    }

    private static string KindOf(FieldDefinition field) =>
        field.Kind switch
        {
            FieldKind.Choice => $"one of {string.Join(", ", (field.Options ?? []).Select(o => $"`{o.Value}`"))}",
            FieldKind.Multiline => "text of several lines",
            FieldKind.Boolean => "yes or no",
            FieldKind.Json or FieldKind.Value => "any value",
            FieldKind.TextList => "list of texts",
            FieldKind.Map => "values by name",
            FieldKind.Number => $"number{RangeOf(field)}",
            FieldKind.Text => "text",
            FieldKind.List => "list",
            FieldKind.Condition => "condition",
            FieldKind.Code => "JavaScript",
            FieldKind.Connection => "connection",
            FieldKind.Intent => "intent",
            FieldKind.Entity => "entity",
            FieldKind.Variable => "variable",
            FieldKind.Flow => "flow",
            FieldKind.Node => "node",
            _ => throw new ArgumentException($"A node has no settings of the kind {field.Kind}.", nameof(field)),
        };

    private static string RangeOf(FieldDefinition field) =>
        (field.Minimum, field.Maximum) switch
        {
            (null, null) => "",
            ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $" from {least}"),
            (null, { } greatest) => string.Create(CultureInfo.InvariantCulture, $" up to {greatest}"),
            ({ } least, { } greatest) => string.Create(CultureInfo.InvariantCulture, $" from {least} to {greatest}"),
        };

    private static string DefaultOf(FieldDefinition field) =>
        field.Required ? "required"
        : field.Default.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? ""
        : field.Default.ValueKind == JsonValueKind.String && field.Default.ValueEquals("") ? ""
        : $"`{field.Default.GetRawText()}`";

    private static string TakenBy(FieldDefinition field)
    {
        var takesExpression = field.Expression || field.Kind is FieldKind.Condition or FieldKind.Map;
        var takesTemplate = field.Template || field.Kind == FieldKind.Map;
        var inserted = field.Encoding switch
        {
            TextEncoding.Url => ", percent-encoded",
            TextEncoding.Html => ", encoded for HTML",
            TextEncoding.MailHeader => ", on one line",
            _ => "",
        };
        return string.Join(
            " or ",
            new[] { takesExpression ? "`=expression`" : "", takesTemplate ? $"`{{{{ }}}}`{inserted}" : "" }.Where(t => t.Length > 0)
        );
    }

    private static void AppendPorts(StringBuilder page, NodeDefinition definition)
    {
        page.Append("\n## Ports\n\n");
        var ports = definition.PortsFor(JsonElement.Parse("{}"));
        if (ports.Count == 0 && definition.Ports is null)
        {
            page.Append("None: the run ends here.\n");
            return;
        }

        page.Append("| Port | On the card | When, and with what output |\n| --- | --- | --- |\n");
        foreach (var port in ports)
        {
            AppendRow(page, $"`{port.Name}`", port.Title, port.Required ? $"{port.Summary} Must be linked." : port.Summary);
        }

        if (definition.Ports is not null)
        {
            page.Append("\nThe settings add ports of their own.\n");
        }
    }

    private static void AppendErrors(StringBuilder page, NodeDefinition definition)
    {
        if (definition.Errors is not { Count: > 0 } errors)
        {
            return;
        }

        page.Append("\n## Codes\n\nThe codes of all nodes, such as those of expressions and connections, are listed on the page of [problems](../problems.md).\n\n");
        page.Append("| Code | Meaning |\n| --- | --- |\n");
        foreach (var (code, summary) in errors)
        {
            AppendRow(page, $"`{code}`", summary);
        }
    }

    private static void AppendRow(StringBuilder page, params ReadOnlySpan<string> cells)
    {
        page.Append('|');
        foreach (var cell in cells)
        {
            page.Append(' ').Append(cell.Replace("|", "\\|", StringComparison.Ordinal)).Append(cell.Length > 0 ? " |" : "|");
        }

        page.Append('\n');
    }
}
