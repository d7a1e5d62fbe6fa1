using System.Diagnostics.CodeAnalysis;

namespace FlowEngine.Understanding.Intents;

/// <summary>
/// Trains a linear support vector machine for each class against the rest (squared hinge loss) by dual coordinate descent,
/// for all classes in one pass over the phrases. The same phrases give the same weights.
/// </summary>
[SuppressMessage("Security", "CA5394", Justification = "Chance decides what is learned when; nobody gains by foreseeing it.")]
internal static class LinearTrainer
{
    private const int Epochs = 10;

    /// <summary>What a wrong phrase of another class costs.</summary>
    private const float Cost = 1;

    /// <summary>A class has many more phrases against it than for it.</summary>
    private const float CostOfOwn = 10;

    /// <summary>Trains a model.</summary>
    /// <param name="phrases">Phrases.</param>
    /// <param name="classOf">Class of each.</param>
    /// <param name="features">Features there are.</param>
    /// <param name="classes">Classes there are.</param>
    /// <param name="seed">Decides the order of the phrases.</param>
    /// <param name="atOnce">Processors that may be used.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static LinearModel Train(
        IReadOnlyList<SparseVector> phrases,
        IReadOnlyList<int> classOf,
        int features,
        int classes,
        int seed,
        int atOnce,
        CancellationToken cancellationToken
    )
    {
        var model = new LinearModel(features, classes);
        // Each half of the classes is learned on its own, so that two processors may.
        var half = Lanes.Pad(model.Stride / 2);
        if (half >= model.Stride)
        {
            new Half(model, phrases, classOf, 0, model.Stride).Train(seed, cancellationToken);
        }
        else
        {
            Parallel.Invoke(
                new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = atOnce },
                () => new Half(model, phrases, classOf, 0, half).Train(seed, cancellationToken),
                () => new Half(model, phrases, classOf, half, model.Stride).Train(seed, cancellationToken)
            );
        }

        return model;
    }

    private sealed class Half(LinearModel model, IReadOnlyList<SparseVector> phrases, IReadOnlyList<int> classOf, int first, int end)
    {
        private readonly int _width = end - first;

        /// <summary>The dual variables: how much each phrase pulls each class.</summary>
        private readonly float[] _pulls = new float[phrases.Count * (end - first)];
        private readonly float[] _steps = new float[end - first];

        public void Train(int seed, CancellationToken cancellationToken)
        {
            var random = new Random(seed);
            var order = Enumerable.Range(0, phrases.Count).ToArray();
            for (var epoch = 0; epoch < Epochs; epoch++)
            {
                random.Shuffle(order);
                foreach (var phrase in order)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Learn(phrase);
                }
            }
        }

        private void Learn(int index)
        {
            var phrase = phrases[index];
            var steps = _steps.AsSpan();
            model.Bias.AsSpan(first, _width).CopyTo(steps);
            for (var i = 0; i < phrase.Count; i++)
            {
                Lanes.AddScaled(steps, model.Row(phrase.Features[i]).Slice(first, _width), phrase.Values[i]);
            }

            if (!Step(index, LengthOf(phrase)))
            {
                return;
            }

            Lanes.AddScaled(model.Bias.AsSpan(first, _width), steps, 1);
            for (var i = 0; i < phrase.Count; i++)
            {
                Lanes.AddScaled(model.Row(phrase.Features[i]).Slice(first, _width), steps, phrase.Values[i]);
            }
        }

        /// <summary>Turns the scores of a phrase into what is to be added to each class; false when that is nothing.</summary>
        private bool Step(int index, float length)
        {
            var pulls = _pulls.AsSpan(index * _width, _width);
            var own = classOf[index] - first;
            var moves = false;
            for (var c = 0; c < _width; c++)
            {
                var sign = c == own ? 1f : -1f;
                var slack = c == own ? 0.5f / (Cost * CostOfOwn) : 0.5f / Cost;
                var gradient = (sign * _steps[c]) - 1 + (slack * pulls[c]);
                var pull = MathF.Max(0, pulls[c] - (gradient / (length + slack)));
                _steps[c] = (pull - pulls[c]) * sign;
                pulls[c] = pull;
                moves |= _steps[c] != 0;
            }

            return moves;
        }

        /// <summary>Squared length of a phrase with the 1 that stands for the bias.</summary>
        private static float LengthOf(SparseVector phrase)
        {
            var sum = 1f;
            foreach (var value in phrase.Values)
            {
                sum += value * value;
            }

            return sum;
        }
    }
}
