namespace FlowEngine.Understanding.Intents;

/// <summary>A network of one hidden layer (ReLU); immutable once trained, and thread-safe.</summary>
internal sealed class NeuralModel
{
    /// <summary>Makes a network whose weights are all 0.</summary>
    /// <param name="features">Features.</param>
    /// <param name="hidden">Hidden units, a multiple of <see cref="Lanes.Width"/>.</param>
    /// <param name="classes">Classes.</param>
    public NeuralModel(int features, int hidden, int classes)
        : this(classes, new float[features * hidden], new float[hidden], new float[hidden * Lanes.Pad(classes)], new float[Lanes.Pad(classes)]) { }

    private NeuralModel(int classes, float[] input, float[] inputBias, float[] output, float[] outputBias) =>
        (Classes, Input, InputBias, Output, OutputBias) = (classes, input, inputBias, output, outputBias);

    public int Classes { get; }

    public int Hidden => InputBias.Length;

    /// <summary>Numbers in a row of the output.</summary>
    public int Stride => OutputBias.Length;

    public float[] Input { get; }

    public float[] InputBias { get; }

    public float[] Output { get; }

    public float[] OutputBias { get; }

    /// <summary>Weights from a feature to the hidden units.</summary>
    public Span<float> InputRow(int feature) => Input.AsSpan(feature * Hidden, Hidden);

    /// <summary>Weights from a hidden unit to the classes.</summary>
    public Span<float> OutputRow(int unit) => Output.AsSpan(unit * Stride, Stride);

    /// <summary>Adds what the network says of each class (logits).</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="scores">Where to add; <see cref="Stride"/> numbers.</param>
    /// <param name="factor">By how much.</param>
    public void AddScores(SparseVector phrase, Span<float> scores, float factor)
    {
        Span<float> hidden = stackalloc float[Hidden];
        InputBias.CopyTo(hidden);
        for (var i = 0; i < phrase.Count; i++)
        {
            Lanes.AddScaled(hidden, InputRow(phrase.Features[i]), phrase.Values[i]);
        }

        Lanes.AddScaled(scores, OutputBias, factor);
        for (var unit = 0; unit < hidden.Length; unit++)
        {
            if (hidden[unit] > 0)
            {
                Lanes.AddScaled(scores, OutputRow(unit), factor * hidden[unit]);
            }
        }
    }

    /// <summary>Makes the weights what they are once they were stored.</summary>
    public void Round()
    {
        foreach (var numbers in new[] { Input, InputBias, Output, OutputBias })
        {
            StoredNumbers.Round(numbers);
        }
    }

    /// <summary>Writes what <see cref="Load"/> reads.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Classes);
        StoredNumbers.Write(writer, Input);
        StoredNumbers.Write(writer, InputBias);
        StoredNumbers.Write(writer, Output);
        StoredNumbers.Write(writer, OutputBias);
    }

    /// <summary>Reads a network that was saved.</summary>
    /// <exception cref="InvalidDataException">It was not.</exception>
    public static NeuralModel Load(BinaryReader reader, int features)
    {
        var classes = reader.ReadInt32();
        var (input, inputBias) = (StoredNumbers.Read(reader), StoredNumbers.Read(reader));
        var (output, outputBias) = (StoredNumbers.Read(reader), StoredNumbers.Read(reader));
        var fits =
            outputBias.Length == Lanes.Pad(classes)
            && inputBias.Length <= NeuralTrainer.MostHidden
            && input.Length == features * inputBias.Length
            && output.Length == inputBias.Length * outputBias.Length;
        return fits
            ? new NeuralModel(classes, input, inputBias, output, outputBias)
            : throw new InvalidDataException("A stored classifier does not fit its classes.");
    }
}
