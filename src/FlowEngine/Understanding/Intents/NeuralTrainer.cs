using System.Diagnostics.CodeAnalysis;

namespace FlowEngine.Understanding.Intents;

/// <summary>
/// Trains a <see cref="NeuralModel"/> by stochastic gradient descent: AdaGrad with one accumulator a row, dropout of features
/// and hidden units, smoothed labels. The same phrases and seed give the same network. Not thread-safe.
/// </summary>
[SuppressMessage("Security", "CA5394", Justification = "Chance decides what is learned when; nobody gains by foreseeing it.")]
internal sealed class NeuralTrainer
{
    /// <summary>Most hidden units.</summary>
    public const int MostHidden = 512;

    private const float LearningRate = 0.05f;
    private const float Dropout = 0.4f;
    private const float Smoothing = 0.1f;
    private const float FirstSum = 1e-4f;

    private readonly NeuralModel _model;
    private readonly Random _random;
    private readonly float[] _inputSums;
    private readonly float[] _outputSums;
    private readonly float[] _hidden;
    private readonly float[] _hiddenErrors;
    private readonly float[] _errors;
    private float[] _kept = [];
    private float _biasSum = FirstSum;
    private float _rate;

    private NeuralTrainer(int features, int hidden, int classes, int seed)
    {
        _model = new NeuralModel(features, hidden, classes);
        _random = new Random(seed);
        (_inputSums, _outputSums) = (new float[features], new float[hidden]);
        Array.Fill(_inputSums, FirstSum);
        Array.Fill(_outputSums, FirstSum);
        (_hidden, _hiddenErrors, _errors) = (new float[hidden], new float[hidden], new float[_model.Stride]);
        for (var i = 0; i < _model.Input.Length; i++)
        {
            _model.Input[i] = (_random.NextSingle() - 0.5f) * 0.2f;
        }

        var spread = MathF.Sqrt(6f / (hidden + classes));
        for (var unit = 0; unit < hidden; unit++)
        {
            foreach (ref var weight in _model.OutputRow(unit)[..classes])
            {
                weight = ((_random.NextSingle() * 2) - 1) * spread;
            }
        }
    }

    /// <summary>Trains a network.</summary>
    /// <param name="phrases">Phrases, each in one or more variants of which one is learned at a time.</param>
    /// <param name="classOf">Class of each.</param>
    /// <param name="features">Features there are.</param>
    /// <param name="classes">Classes there are.</param>
    /// <param name="hidden">Hidden units, a multiple of <see cref="Lanes.Width"/>.</param>
    /// <param name="epochs">How often each phrase is learned.</param>
    /// <param name="seed">Decides everything that is random.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static NeuralModel Train(
        IReadOnlyList<SparseVector[]> phrases,
        IReadOnlyList<int> classOf,
        int features,
        int classes,
        int hidden,
        int epochs,
        int seed,
        CancellationToken cancellationToken
    )
    {
        var trainer = new NeuralTrainer(features, hidden, classes, seed);
        var order = Enumerable.Range(0, phrases.Count).ToArray();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            trainer._random.Shuffle(order);
            trainer._rate = LearningRate * (1 - ((float)epoch / epochs));
            foreach (var index in order)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var variants = phrases[index];
                var phrase = variants.Length == 1 ? variants[0] : variants[trainer._random.Next(variants.Length)];
                trainer.Learn(phrase, classOf[index]);
            }
        }

        return trainer._model;
    }

    private void Learn(SparseVector phrase, int own)
    {
        Forward(phrase);
        ToErrors(own);
        Backward(phrase);
    }

    private void Forward(SparseVector phrase)
    {
        if (_kept.Length < phrase.Count)
        {
            _kept = new float[phrase.Count * 2];
        }

        _model.InputBias.CopyTo(_hidden, 0);
        for (var i = 0; i < phrase.Count; i++)
        {
            _kept[i] = _random.NextSingle() < Dropout ? 0 : phrase.Values[i] / (1 - Dropout);
            if (_kept[i] != 0)
            {
                Lanes.AddScaled(_hidden, _model.InputRow(phrase.Features[i]), _kept[i]);
            }
        }

        _model.OutputBias.CopyTo(_errors, 0);
        for (var unit = 0; unit < _hidden.Length; unit++)
        {
            _hidden[unit] = _hidden[unit] > 0 && _random.NextSingle() >= Dropout ? _hidden[unit] / (1 - Dropout) : 0;
            if (_hidden[unit] != 0)
            {
                Lanes.AddScaled(_errors, _model.OutputRow(unit), _hidden[unit]);
            }
        }
    }

    /// <summary>Turns the scores of the classes into their errors: probability less what it should be.</summary>
    private void ToErrors(int own)
    {
        var errors = _errors.AsSpan(0, _model.Classes);
        SoftMax(errors);
        foreach (ref var error in errors)
        {
            error -= Smoothing / errors.Length;
        }

        errors[own] -= 1 - Smoothing;
        _errors.AsSpan(_model.Classes).Clear();
    }

    private void Backward(SparseVector phrase)
    {
        var square = Lanes.Dot(_errors, _errors) / _model.Classes;
        var hiddenSquare = 0f;
        for (var unit = 0; unit < _hidden.Length; unit++)
        {
            if (_hidden[unit] == 0)
            {
                _hiddenErrors[unit] = 0;
                continue;
            }

            var row = _model.OutputRow(unit);
            _hiddenErrors[unit] = Lanes.Dot(_errors, row) / (1 - Dropout);
            hiddenSquare += _hiddenErrors[unit] * _hiddenErrors[unit];
            _outputSums[unit] += square * _hidden[unit] * _hidden[unit];
            Lanes.AddScaled(row, _errors, -_rate / MathF.Sqrt(_outputSums[unit]) * _hidden[unit]);
        }

        hiddenSquare /= _hidden.Length;
        _biasSum += square;
        Lanes.AddScaled(_model.OutputBias, _errors, -_rate / MathF.Sqrt(_biasSum));
        for (var i = 0; i < phrase.Count; i++)
        {
            if (_kept[i] != 0)
            {
                ref var sum = ref _inputSums[phrase.Features[i]];
                sum += hiddenSquare * _kept[i] * _kept[i];
                Lanes.AddScaled(_model.InputRow(phrase.Features[i]), _hiddenErrors, -_rate / MathF.Sqrt(sum) * _kept[i]);
            }
        }
    }

    private static void SoftMax(Span<float> scores)
    {
        var most = float.MinValue;
        foreach (var score in scores)
        {
            most = MathF.Max(most, score);
        }

        var sum = 0f;
        foreach (ref var score in scores)
        {
            score = MathF.Exp(score - most);
            sum += score;
        }

        foreach (ref var score in scores)
        {
            score /= sum;
        }
    }
}
