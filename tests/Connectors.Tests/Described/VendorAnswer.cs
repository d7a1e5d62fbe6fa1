using System.Text.Json.Nodes;

namespace Connectors.Tests.Described;

/// <summary>What a server of the tests answers.</summary>
internal sealed record VendorAnswer(int Status, JsonNode? Body = null)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
