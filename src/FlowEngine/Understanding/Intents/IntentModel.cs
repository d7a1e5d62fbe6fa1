namespace FlowEngine.Understanding.Intents;

/// <summary>
/// A classifier that has learned the intents of a bot in one language: a linear model and small networks that vote.
/// Immutable and thread-safe; made by <see cref="IntentTrainer"/>.
/// </summary>
public sealed class IntentModel : IIntentClassifier
{
    /// <summary>How much the linear model counts beside the networks.</summary>
    private const float LinearWeight = 4;

    /// <summary>How much it counts against an intent that a message looks like one that belongs to none.</summary>
    private const float BackgroundWeight = 0.5f;

    /// <summary>An intent that is so far behind the best one scores e times less than it would alone.</summary>
    private const float Closeness = 2;

    private const int MostOnStack = 2048;
    private const int FormatVersion = 2;

    private readonly PhraseFeatures _features;
    private readonly LinearModel _linear;
    private readonly NeuralModel[] _networks;
    private readonly string[] _intents;
    private readonly float _cutoff;

    internal IntentModel(PhraseFeatures features, LinearModel linear, NeuralModel[] networks, string[] intents, float cutoff)
    {
        (_features, _linear, _networks) = (features, linear, networks);
        (_intents, _cutoff) = (intents, cutoff);
    }

    /// <summary>Ids of the intents, in ordinal order.</summary>
    public IReadOnlyList<string> Intents => _intents;

    /// <inheritdoc/>
    public double Threshold => 0.5;

    /// <inheritdoc/>
    public IReadOnlyList<IntentScore> Classify(string text)
    {
        var phrase = _features.Read(text);
        if (phrase.Count == 0 || _intents.Length == 0)
        {
            return [];
        }

        var margins = _linear.Stride <= MostOnStack ? stackalloc float[_linear.Stride] : new float[_linear.Stride].AsSpan();
        Margins(phrase, margins);
        var order = new int[_intents.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        margins[..order.Length].Sort(order.AsSpan(), (a, b) => b.CompareTo(a));
        var scores = new List<IntentScore>();
        for (var i = 0; i < order.Length && ScoreBehind(margins[i], margins[0]) is > 0 and var score; i++)
        {
            scores.Add(new IntentScore(_intents[order[i]], score));
        }

        return scores;
    }

    /// <summary>The best intent, whether or not it is good enough, and by how much it is the best.</summary>
    internal (int Intent, float Margin) Best(string text)
    {
        var phrase = _features.Read(text);
        var margins = _linear.Stride <= MostOnStack ? stackalloc float[_linear.Stride] : new float[_linear.Stride].AsSpan();
        Margins(phrase, margins);
        var best = 0;
        for (var i = 1; i < _intents.Length; i++)
        {
            best = margins[i] > margins[best] ? i : best;
        }

        return (best, margins[best]);
    }

    /// <summary>By how much an intent fits; null when it was not learned or nothing is known of the text.</summary>
    internal float? MarginOf(string text, string intent)
    {
        var phrase = _features.Read(text);
        var index = Array.IndexOf(_intents, intent);
        if (index < 0 || phrase.Count == 0)
        {
            return null;
        }

        var margins = _linear.Stride <= MostOnStack ? stackalloc float[_linear.Stride] : new float[_linear.Stride].AsSpan();
        Margins(phrase, margins);
        return margins[index];
    }

    /// <summary>The same classifier with another least margin.</summary>
    internal IntentModel WithCutoff(float cutoff) => new(_features, _linear, _networks, _intents, cutoff);

    /// <summary>Least margin of an intent that is acted upon.</summary>
    internal float Cutoff => _cutoff;

    /// <summary>Writes the classifier, to be stored with a version of the bot.</summary>
    /// <param name="stream">Where to.</param>
    public void Save(Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(FormatVersion);
        _features.Save(writer);
        writer.Write(_intents.Length);
        foreach (var intent in _intents)
        {
            writer.Write(intent);
        }

        writer.Write(_cutoff);
        _linear.Save(writer);
        writer.Write(_networks.Length);
        foreach (var network in _networks)
        {
            network.Save(writer);
        }
    }

    /// <summary>Reads a classifier that was saved.</summary>
    /// <param name="stream">Where from.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="InvalidDataException">It is none, or of another version of the product: train it again.</exception>
    /// <exception cref="EndOfStreamException">It ends too early.</exception>
    public static IntentModel Load(Stream stream)
    {
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        if (reader.ReadInt32() != FormatVersion)
        {
            throw new InvalidDataException("A stored classifier has another format.");
        }

        var features = PhraseFeatures.Load(reader);
        var intents = new string[Bounded(reader.ReadInt32(), 100_000)];
        for (var i = 0; i < intents.Length; i++)
        {
            intents[i] = reader.ReadString();
        }

        var cutoff = reader.ReadSingle();
        var linear = LinearModel.Load(reader, features.Count);
        var networks = new NeuralModel[Bounded(reader.ReadInt32(), 16)];
        for (var i = 0; i < networks.Length; i++)
        {
            networks[i] = NeuralModel.Load(reader, features.Count);
        }

        if (linear.Classes < intents.Length || networks.Any(n => n.Classes != linear.Classes))
        {
            throw new InvalidDataException("A stored classifier does not fit its intents.");
        }

        return new IntentModel(features, linear, networks, intents, cutoff);
    }

    private static int Bounded(int count, int most) =>
        count >= 0 && count <= most ? count : throw new InvalidDataException("A stored classifier is damaged.");

    /// <summary>How well each class fits, less what speaks for none of the intents.</summary>
    private void Margins(SparseVector phrase, Span<float> margins)
    {
        _linear.Score(phrase, margins);
        foreach (ref var margin in margins)
        {
            margin *= LinearWeight;
        }

        foreach (var network in _networks)
        {
            network.AddScores(phrase, margins, 1f / _networks.Length);
        }

        if (_linear.Classes > _intents.Length)
        {
            // The class after the intents is that of messages that belong to none.
            var background = BackgroundWeight * margins[_intents.Length];
            foreach (ref var margin in margins[.._intents.Length])
            {
                margin -= background;
            }
        }
    }

    /// <summary>What is far behind the best intent is not meant, however little the message looks like one of none.</summary>
    private double ScoreBehind(float margin, float best) => Math.Round(ToScore(margin) * Math.Exp((margin - best) / Closeness), 4);

    /// <summary>The score of a margin: 0.5 at the least one that is acted upon.</summary>
    internal double ToScore(float margin) => Math.Round(1 / (1 + Math.Exp(_cutoff - margin)), 4);
}
