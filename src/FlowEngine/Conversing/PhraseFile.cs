using System.Text.Json.Serialization;

namespace FlowEngine.Conversing;

/// <summary>
/// The words of one language, as they stand in <c>phrases.en.json</c>: what a visitor says for yes, no and the like, and
/// what a bot says where its author left the words to us.
/// </summary>
internal sealed record PhraseFile(
    IReadOnlyList<string> Yes,
    IReadOnlyList<string> No,
    IReadOnlyList<string> Cancel,
    IReadOnlyList<string> Skip,
    IReadOnlyList<string> Polite,
    IReadOnlyList<string> Correction,
    IReadOnlyList<string> Joins,
    IReadOnlyList<string> Articles,
    IReadOnlyList<string> Ordinals,
    string YesButton,
    string NoButton,
    string SkipButton,
    string DoesNotFit,
    string Summary,
    string WhatElse,
    string Changed,
    string Back,
    CommandPhrases Commands,
    OwnWords Says,
    TakingBack Taking,
    MoodPhrases Mood
);

/// <summary>How visitors take back what they said: "no, I meant three", "not blue but green".</summary>
internal sealed record TakingBack(IReadOnlyList<string> Meant, IReadOnlyList<string> Not, IReadOnlyList<string> But);

/// <summary>Words of visitors who lose their patience.</summary>
internal sealed record MoodPhrases(IReadOnlyList<string> Swearing, IReadOnlyList<string> Complaints);

/// <summary>What visitors say for the commands that work at any time; a whole message each.</summary>
internal sealed record CommandPhrases(
    IReadOnlyList<string> Cancel,
    IReadOnlyList<string> StartOver,
    IReadOnlyList<string> Agent,
    IReadOnlyList<string> Help
);

/// <summary>What the bot says beside its flows.</summary>
internal sealed record OwnWords(
    string Cancelled,
    string NothingToCancel,
    string StartsOver,
    string HandsOver,
    string Help,
    string HelpFor,
    IReadOnlyList<string> NotUnderstood,
    string Suggests,
    string ToAgent,
    string DidYouMean,
    string SomethingElse
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(PhraseFile))]
internal sealed partial class PhraseJson : JsonSerializerContext;
