using FlowEngine.Compilation;

namespace FlowEngine.Nodes.Try;

/// <summary>Settings of the try scope.</summary>
/// <param name="OnError">What an error does: <c>catch</c>, <c>ignore</c>, <c>resume</c> or <c>compensate</c>.</param>
/// <param name="Instead">Output of the node that failed, for <c>resume</c>; null for none.</param>
public sealed record TryConfig(string OnError = TryNode.Catch, FieldValue? Instead = null);
