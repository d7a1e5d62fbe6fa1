using System.Text.Json;

namespace Connectors.Http.GraphQl;

/// <summary>What expressions read as <c>nodes.id.output</c>.</summary>
/// <param name="Data">What was asked for.</param>
/// <param name="Errors">What went wrong beside it; empty for a success.</param>
/// <param name="Extensions">What the other system adds, such as costs; null for nothing.</param>
internal sealed record GraphQlOutput(JsonElement Data, IReadOnlyList<JsonElement> Errors, JsonElement? Extensions);
