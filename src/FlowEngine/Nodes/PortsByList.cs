using System.Text.Json;
using FlowEngine.Definition;

namespace FlowEngine.Nodes;

/// <summary>Ports that a list among the settings names, one an entry.</summary>
internal static class PortsByList
{
    /// <summary>Name of the port when no entry fits.</summary>
    public const string Otherwise = "otherwise";

    /// <summary>Reads the ports.</summary>
    /// <param name="config">Settings as written; any JSON.</param>
    /// <param name="list">Name of the list.</param>
    /// <param name="summary">When the node leaves by such a port.</param>
    /// <returns>The ports in order, each name once.</returns>
    public static List<PortDefinition> Read(JsonElement config, string list, string summary)
    {
        var ports = new List<PortDefinition>();
        if (
            config.ValueKind == JsonValueKind.Object
            && config.TryGetProperty(list, out var entries)
            && entries.ValueKind == JsonValueKind.Array
        )
        {
            foreach (var entry in entries.EnumerateArray())
            {
                if (
                    entry.ValueKind == JsonValueKind.Object
                    && entry.TryGetProperty("port", out var port)
                    && port.ValueKind == JsonValueKind.String
                    && port.GetString() is { Length: > 0 } name
                    && name is not (Otherwise or "error")
                    && ports.TrueForAll(p => p.Name != name)
                )
                {
                    ports.Add(new PortDefinition(name, name, summary));
                }
            }
        }

        return ports;
    }

    /// <summary>Tells whether an author may call a port so.</summary>
    public static bool IsPort(string name) => Identifiers.IsName(name) && name is not (Otherwise or "error");
}
