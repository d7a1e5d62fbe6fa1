using System.Diagnostics.CodeAnalysis;

namespace FlowEngine.Schemas;

/// <summary>Checking a value against a schema was given up.</summary>
/// <param name="message">Why, one sentence for the author.</param>
[SuppressMessage("Design", "CA1032", Justification = "The message is required: it goes to the author.")]
public sealed class SchemaLimitException(string message) : Exception(message);
