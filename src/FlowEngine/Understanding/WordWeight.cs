namespace FlowEngine.Understanding;

/// <summary>How much a word of a message speaks for an intent.</summary>
/// <param name="Word">The word as it was written.</param>
/// <param name="Start">Index of its first character.</param>
/// <param name="Weight">What the intent would lose without it; below 0 the word speaks against the intent.</param>
public sealed record WordWeight(string Word, int Start, double Weight);
