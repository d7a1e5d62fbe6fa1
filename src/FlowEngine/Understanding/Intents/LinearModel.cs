namespace FlowEngine.Understanding.Intents;

/// <summary>One weight for each feature and class; immutable once trained, and thread-safe.</summary>
internal sealed class LinearModel
{
    /// <summary>Makes a model whose weights are all 0.</summary>
    /// <param name="features">Features.</param>
    /// <param name="classes">Classes.</param>
    public LinearModel(int features, int classes)
        : this(classes, new float[features * Lanes.Pad(classes)], new float[Lanes.Pad(classes)]) { }

    private LinearModel(int classes, float[] weights, float[] bias) => (Classes, Weights, Bias) = (classes, weights, bias);

    /// <summary>Classes, which <see cref="Stride"/> pads.</summary>
    public int Classes { get; }

    /// <summary>Numbers in a row.</summary>
    public int Stride => Bias.Length;

    /// <summary>A row of each feature.</summary>
    public float[] Weights { get; }

    /// <summary>What each class starts from.</summary>
    public float[] Bias { get; }

    /// <summary>Row of a feature.</summary>
    public Span<float> Row(int feature) => Weights.AsSpan(feature * Stride, Stride);

    /// <summary>How far a phrase is on the side of each class: above 0 for yes.</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="scores">Where to write; <see cref="Stride"/> numbers.</param>
    public void Score(SparseVector phrase, Span<float> scores)
    {
        Bias.CopyTo(scores);
        for (var i = 0; i < phrase.Count; i++)
        {
            Lanes.AddScaled(scores, Row(phrase.Features[i]), phrase.Values[i]);
        }
    }

    /// <summary>Makes the weights what they are once they were stored.</summary>
    public void Round()
    {
        StoredNumbers.Round(Weights);
        StoredNumbers.Round(Bias);
    }

    /// <summary>Writes what <see cref="Load"/> reads.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Classes);
        StoredNumbers.Write(writer, Weights);
        StoredNumbers.Write(writer, Bias);
    }

    /// <summary>Reads a model that was saved.</summary>
    /// <exception cref="InvalidDataException">It was not.</exception>
    public static LinearModel Load(BinaryReader reader, int features)
    {
        var classes = reader.ReadInt32();
        var (weights, bias) = (StoredNumbers.Read(reader), StoredNumbers.Read(reader));
        return bias.Length == Lanes.Pad(classes) && weights.Length == features * bias.Length
            ? new LinearModel(classes, weights, bias)
            : throw new InvalidDataException("A stored classifier does not fit its classes.");
    }
}
