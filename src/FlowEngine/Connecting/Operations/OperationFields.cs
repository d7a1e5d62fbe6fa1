using System.Text.Json;
using FlowEngine.Nodes;

namespace FlowEngine.Connecting.Operations;

/// <summary>What the contract makes of an operation: the definition of its node type.</summary>
internal static class OperationFields
{
    public const string Connection = "connection";
    public const string SaveTo = "saveTo";
    public const string CacheSeconds = "cacheSeconds";
    public const string Fresh = "fresh";

    public static NodeDefinition DefinitionOf(ConnectorDefinition connector, OperationDefinition operation)
    {
        var added = Added(connector, operation);
        IEnumerable<FieldDefinition> Where(IEnumerable<FieldDefinition> fields, bool advanced) => fields.Where(f => f.Advanced == advanced);
        return new NodeDefinition(
            $"{connector.Key}.{operation.Key}",
            operation.Version,
            operation.Title,
            NodeCategory.Connector,
            operation.Summary,
            operation.Card,
            operation.Icon.Length > 0 ? operation.Icon : connector.Icon,
            [
                .. added.Where(f => f.Name == Connection),
                .. Where(operation.Fields, advanced: false),
                .. added.Where(f => f.Name == SaveTo),
                .. Where(operation.Fields, advanced: true),
                .. Where(added, advanced: true),
            ],
            operation.Outputs,
            Ports: null,
            IsTrigger: false,
            CanFail: true,
            operation.Effect,
            operation.Idempotent,
            connector.Key,
            Errors: Errors(connector, operation),
            FromPrevious: operation.FromPrevious
        );
    }

    /// <summary>The settings that every operation has.</summary>
    public static IReadOnlyList<FieldDefinition> Added(ConnectorDefinition connector, OperationDefinition operation)
    {
        var fields = new List<FieldDefinition>();
        if (connector.NeedsConnection)
        {
            fields.Add(
                new FieldDefinition(Connection, "Connection", $"Which {connector.Title} to use.", FieldKind.Connection, Required: true)
            );
        }

        fields.Add(new FieldDefinition(SaveTo, "Save to", "Variable that receives the output.", FieldKind.Variable));
        if (operation.Cache is { } cache)
        {
            fields.Add(
                new FieldDefinition(
                    CacheSeconds,
                    "Use again for",
                    "Seconds for which an answer may be used again; 0 asks every time.",
                    FieldKind.Number,
                    Default: JsonSerializer.SerializeToElement((long)cache.TimeToLive.TotalSeconds),
                    Advanced: true,
                    Minimum: 0,
                    Maximum: 86_400
                )
            );
            fields.Add(
                new FieldDefinition(
                    Fresh,
                    "Ask now",
                    "Yes asks the other system even when an answer is at hand.",
                    FieldKind.Boolean,
                    Default: JsonSerializer.SerializeToElement(false),
                    Expression: true,
                    Advanced: true
                )
            );
        }

        return fields;
    }

    private static Dictionary<string, string> Errors(ConnectorDefinition connector, OperationDefinition operation)
    {
        var errors = new Dictionary<string, string>(operation.Errors, StringComparer.Ordinal)
        {
            [OperationNode.TimedOut] = $"It took longer than {operation.Timeout.TotalSeconds:0.#} seconds.",
        };
        if (connector.Plugin is not null)
        {
            errors[OperationNode.PluginFailed] = "The plug-in that brings the node failed in a way that it did not foresee.";
        }

        return errors;
    }
}
