using FlowEngine.Compilation;

namespace FlowEngine.Nodes.Log;

/// <summary>Settings of the log node.</summary>
/// <param name="Message">The line.</param>
/// <param name="Level">One of <see cref="LogNode.Levels"/>.</param>
/// <param name="Data">A value to keep beside the line; null for none.</param>
public sealed record LogConfig(FieldValue Message, string Level = "information", FieldValue? Data = null);
