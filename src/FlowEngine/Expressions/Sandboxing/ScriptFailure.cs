using Jint.Parser;

namespace FlowEngine.Expressions.Sandboxing;

/// <summary>What a script threw.</summary>
/// <param name="Message">Sentence for the author.</param>
/// <param name="Location">Where it stood; null when it is not known.</param>
internal sealed record ScriptFailure(string Message, Location? Location);
