namespace FlowEngine.Nodes.Fail;

/// <summary>Settings of the fail node, every template filled in.</summary>
/// <param name="Message">What went wrong, a sentence for those who read the journal.</param>
/// <param name="Code">Code of the error, lower case words with dots.</param>
public sealed record FailConfig(string Message, string Code = FailNode.DefaultCode);
