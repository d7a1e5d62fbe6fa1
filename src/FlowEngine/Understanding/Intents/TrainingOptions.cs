namespace FlowEngine.Understanding.Intents;

/// <summary>How intents are learned.</summary>
/// <param name="Language">BCP 47 tag of the phrases: decides endings of words and which phrases belong to no intent.</param>
/// <param name="Seed">Decides everything that is random: the same phrases and seed give the same classifier.</param>
public sealed record TrainingOptions(string Language, int Seed = 1)
{
    /// <summary>Networks that vote beside the linear model; each is trained on a processor of its own where there are enough.</summary>
    public int Networks { get; init; } = 2;

    /// <summary>Hidden units of each network; a multiple of 16, at most 512.</summary>
    public int Hidden { get; init; } = 128;

    /// <summary>True to learn from phrases with typing errors too where there are many phrases.</summary>
    public bool Typos { get; init; } = true;

    /// <summary>Messages that belong to no intent, beside those that the product knows for the language.</summary>
    public IReadOnlyList<string> OfNone { get; init; } = [];

    /// <summary>Processors that may be used at once.</summary>
    public int AtOnce { get; init; } = Environment.ProcessorCount;

    /// <summary>Part of in-scope messages that may be taken for something else, 0 to 1, by which the threshold is set.</summary>
    public double Rejected { get; init; } = 0.015;
}
