using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace TestKit.Contract;

/// <summary>What must hold for what a connector declares.</summary>
internal static class DefinitionRules
{
    public static IEnumerable<ContractFinding> Find(ConnectorDefinition connector, IReadOnlyList<NodeDefinition> nodes, JsonElement settings) =>
        [
            .. ConnectorCheck.Find(connector).Select(p => new ContractFinding(p.Code, $"{connector.Key}{p.Pointer}", p.Message)),
            .. OfAddress(connector, settings),
            .. OfFields(connector.Key, connector.Settings.Concat(connector.Credentials.SelectMany(c => c.Fields))),
            .. nodes.SelectMany(n => OfNode(connector, n)),
        ];

    private static IEnumerable<ContractFinding> OfAddress(ConnectorDefinition connector, JsonElement settings)
    {
        if (connector.BaseAddress is { } make)
        {
            var address = make(settings);
            if (address is not { IsAbsoluteUri: true, Scheme: "http" or "https" } || !address.AbsolutePath.EndsWith('/'))
            {
                yield return new ContractFinding(
                    "address.settings",
                    connector.Key,
                    $"Its settings {settings.GetRawText()} make no absolute address that ends in a slash, but \"{address}\"."
                );
            }

            if (connector.Settings.Any(f => f.Required) && make(JsonElement.Parse("{}")) is { } invented)
            {
                yield return new ContractFinding("address.settings", connector.Key, $"Without its required settings there is an address, {invented}.");
            }
        }

        foreach (var host in connector.Hosts?.Invoke(settings) ?? [])
        {
            if (Uri.CheckHostName(host) is UriHostNameType.Unknown)
            {
                yield return new ContractFinding("hosts.name", connector.Key, $"\"{host}\" is no host name.");
            }
        }
    }

    private static IEnumerable<ContractFinding> OfNode(ConnectorDefinition connector, NodeDefinition node)
    {
        if (!node.Type.StartsWith($"{connector.Key}.", StringComparison.Ordinal) || !Identifiers.IsName(node.Type[(connector.Key.Length + 1)..]))
        {
            yield return new ContractFinding("node.key", node.Type, $"The type is {connector.Key}. and a name of letters and digits.");
        }

        if (node.SummaryTemplate.Length == 0)
        {
            yield return new ContractFinding("node.card", node.Type, "Say what stands on the card.");
        }

        if (node.Effect is EffectKind.None)
        {
            yield return new ContractFinding("node.effect", node.Type, "A node that calls another system reads or writes.");
        }

        if (node.Outputs.Count == 0 || node.Outputs.Any(p => !EndsAsSentence(p.Summary)) || !node.CanFail)
        {
            yield return new ContractFinding("node.ports", node.Type, "It has a way out, each with a sentence, and can fail.");
        }

        if (node.Errors is not { Count: > 0 } || node.Errors.Any(e => !EndsAsSentence(e.Value)))
        {
            yield return new ContractFinding("node.errors", node.Type, "Every code of its failures is documented by a sentence.");
        }

        foreach (var finding in OfFields(node.Type, node.Fields))
        {
            yield return finding;
        }
    }

    private static IEnumerable<ContractFinding> OfFields(string owner, IEnumerable<FieldDefinition> fields)
    {
        foreach (var field in fields)
        {
            if (string.IsNullOrWhiteSpace(field.Label) || !EndsAsSentence(field.Help))
            {
                yield return new ContractFinding("field.help", $"{owner}/{field.Name}", "A field has a label and a sentence of help.");
            }
        }
    }

    private static bool EndsAsSentence(string text) => text.Length > 3 && text[^1] is '.' or '}' or '?';
}
