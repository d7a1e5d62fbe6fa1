namespace FlowEngine.Understanding.Intents;

/// <summary>A classifier with what it made of phrases that were left out while it was tried: cross-validation.</summary>
/// <param name="Model">The classifier, which has learned all phrases.</param>
/// <param name="LeftOut">Phrases that were left out, each once; not all of them where there are many thousands.</param>
public sealed record IntentLesson(IntentModel Model, IReadOnlyList<LeftOutPhrase> LeftOut);

/// <summary>A phrase that a classifier had not learned.</summary>
/// <param name="Text">The phrase.</param>
/// <param name="Intent">Id of the intent that it belongs to.</param>
/// <param name="Found">Id of the intent that was best.</param>
/// <param name="Score">Score of that one; what stays below the threshold was not understood.</param>
public sealed record LeftOutPhrase(string Text, string Intent, string Found, double Score);
