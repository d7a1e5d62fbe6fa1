using FlowDesigner.Web.CommandLine;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Nodes.TriggerWebhook;
using FlowRuntime.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace FlowDesigner.Web.Tests.Wording;

/// <summary>The texts of the definitions that the product itself brings, as people see them.</summary>
internal static class DefinitionTexts
{
    public static async Task<IReadOnlySet<string>> ReadAsync()
    {
        await using var studio = OfflineStudio.Build();
        var nodes = studio.GetRequiredService<NodeCatalog>().All.Select(t => t.Definition);
        var connectors = studio.GetRequiredService<ConnectorCatalog>().All;
        return (HashSet<string>)
        [
            .. nodes
                .SelectMany(Of)
                .Concat(connectors.SelectMany(Of))
                .Concat(HookSignatures.Options.Select(o => o.Label))
                .Append(NodeDefinition.ErrorPort.Title)
                .Append(NodeDefinition.ErrorPort.Summary)
                .Append(IPlugins.TrustNotice)
                .Where(t => t.Any(char.IsLetter)),
        ];
    }

    private static IEnumerable<string> Of(NodeDefinition node) =>
        [node.Title, node.Summary, node.SummaryTemplate, .. node.Fields.SelectMany(Of), .. node.Outputs.SelectMany(p => new[] { p.Title, p.Summary })];

    private static IEnumerable<string> Of(FieldDefinition field) =>
        [field.Label, field.Help, .. (field.Options ?? []).Select(o => o.Label), .. (field.Fields ?? []).SelectMany(Of)];

    private static IEnumerable<string> Of(ConnectorDefinition connector) =>
        [
            connector.Title,
            connector.Summary,
            .. connector.Settings.SelectMany(Of),
            .. connector.Credentials.SelectMany(c => c.Fields.SelectMany(Of).Prepend(c.Title)),
            .. connector.Triggers.SelectMany(t => new[] { t.Title, t.Summary }),
        ];
}
