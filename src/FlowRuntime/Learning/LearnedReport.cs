using FlowEngine.Understanding.Intents;

namespace FlowRuntime.Learning;

/// <summary>How well the phrases of a bot are told apart: each was asked once while it was left out (cross-validation).</summary>
/// <param name="Hash">Hash of the phrases, see <see cref="BotPhrases.Hash"/>.</param>
/// <param name="Accuracy">Part of the phrases left out that were understood rightly, 0 to 1; null when none was left out.</param>
/// <param name="LeftOut">The phrases left out, with what was found.</param>
/// <param name="LearnedAt">When, UTC.</param>
public sealed record LearnedReport(string Hash, double? Accuracy, IReadOnlyList<LeftOutOfBot> LeftOut, DateTimeOffset LearnedAt);

/// <summary>How well a version understands.</summary>
/// <param name="Version">Its number; 0 for the draft.</param>
/// <param name="Intents">Intents with phrases.</param>
/// <param name="Phrases">Their phrases.</param>
/// <param name="Accuracy">Part of the phrases left out that were understood rightly, 0 to 1; null when not known.</param>
public sealed record VersionAccuracy(int Version, int Intents, int Phrases, double? Accuracy);

/// <summary>News of what is being learned.</summary>
/// <param name="Hash">Hash of the phrases.</param>
/// <param name="Part">What is done, 0 to 1; 1 when it can be used.</param>
public sealed record LearningProgress(string Hash, double Part);
