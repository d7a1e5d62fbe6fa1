namespace FlowEngine.Understanding.Intents;

/// <summary>An example of what visitors write.</summary>
/// <param name="Text">What somebody wrote.</param>
/// <param name="Intent">Id of the intent that it belongs to.</param>
public sealed record LabelledPhrase(string Text, string Intent);
