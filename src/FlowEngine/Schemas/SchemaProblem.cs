namespace FlowEngine.Schemas;

/// <summary>What is wrong with a value, or with a schema itself.</summary>
/// <param name="Pointer">JSON pointer to the place, for example <c>/items/0/price</c>; empty for the whole.</param>
/// <param name="Message">What is wrong, one sentence.</param>
public sealed record SchemaProblem(string Pointer, string Message);
