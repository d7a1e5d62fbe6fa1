namespace FlowEngine.Understanding.Intents;

/// <summary>What a phrase is to a classifier: features that it has, and how strongly. Its length is 1 where all of it is known, 0 where nothing is.</summary>
/// <param name="Features">Rows of the classifier's weights; one may stand twice.</param>
/// <param name="Values">How strongly the phrase has each.</param>
internal readonly record struct SparseVector(int[] Features, float[] Values)
{
    /// <summary>A phrase of which nothing is known.</summary>
    public static SparseVector Empty { get; } = new([], []);

    public int Count => Features.Length;
}
