using System.Text.Json;
using FlowEngine.Running;

namespace FlowEngine.Definition;

/// <summary>
/// An answer that an author made up for a node that calls another system. The test chat of the editor takes it in place of
/// the call; published bots never do.
/// </summary>
/// <param name="Port">Port that the node leaves by; null when it fails.</param>
/// <param name="Output">Its output; undefined for none.</param>
/// <param name="Error">How it fails; null when it does not.</param>
/// <param name="IsOff">True while the other system is asked all the same.</param>
public sealed record NodeMock(string? Port, JsonElement Output = default, NodeError? Error = null, bool IsOff = false);
