using System.Buffers;

namespace FlowEngine.Understanding.Intents;

/// <summary>
/// Turns phrases into features: words, pairs of words and runs of 2 to 5 characters, each hashed to one of 65,536 places.
/// Places that no phrase of the training has only make the others count less. Immutable and thread-safe.
/// </summary>
internal sealed class PhraseFeatures
{
    /// <summary>Places that features are hashed to.</summary>
    private const int Places = 1 << 16;

    private const int ShortestRun = 2;
    private const int LongestRun = 5;
    private const ulong OfWords = 1;
    private const ulong OfPairs = 2;
    private const ulong OfRuns = 3;

    /// <summary>How much words, pairs and runs count.</summary>
    private static readonly float[] Weights = [1f, 0.6f, 1f];

    private readonly string _language;
    private readonly int[] _rows;

    private PhraseFeatures(string language, int[] rows, int count) => (_language, _rows, Count) = (language, rows, count);

    /// <summary>Rows of weights that a classifier needs.</summary>
    public int Count { get; }

    /// <summary>Learns which features there are.</summary>
    /// <param name="phrases">Every phrase of the training.</param>
    /// <param name="language">BCP 47 tag.</param>
    public static PhraseFeatures Of(IEnumerable<string> phrases, string language)
    {
        var rows = new int[Places];
        Array.Fill(rows, -1);
        var count = 0;
        var scratch = new Scratch();
        foreach (var phrase in phrases)
        {
            scratch.Read(phrase, language);
            foreach (var block in scratch.Blocks)
            {
                foreach (var place in block)
                {
                    if (rows[place] < 0)
                    {
                        rows[place] = count++;
                    }
                }
            }
        }

        return new PhraseFeatures(language, rows, count);
    }

    /// <summary>The features of a phrase.</summary>
    public SparseVector Read(string phrase)
    {
        var scratch = new Scratch();
        scratch.Read(phrase, _language);
        return Weigh(scratch);
    }

    /// <summary>Writes what <see cref="Load"/> reads.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_language);
        writer.Write(Count);
        var places = new ushort[Count];
        for (var place = 0; place < Places; place++)
        {
            if (_rows[place] >= 0)
            {
                places[_rows[place]] = (ushort)place;
            }
        }

        writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes<ushort>(places));
    }

    /// <summary>Reads features that were saved.</summary>
    /// <exception cref="InvalidDataException">They were not.</exception>
    public static PhraseFeatures Load(BinaryReader reader)
    {
        var language = reader.ReadString();
        var count = reader.ReadInt32();
        if (count is < 0 or > Places)
        {
            throw new InvalidDataException("A stored classifier has too many features.");
        }

        var rows = new int[Places];
        Array.Fill(rows, -1);
        for (var row = 0; row < count; row++)
        {
            rows[reader.ReadUInt16()] = row;
        }

        return new PhraseFeatures(language, rows, count);
    }

    private SparseVector Weigh(Scratch scratch)
    {
        var most = scratch.Blocks.Sum(b => b.Count);
        var (features, values) = (new int[most], new float[most]);
        var (count, square) = (0, 0f);
        for (var b = 0; b < scratch.Blocks.Length; b++)
        {
            var first = count;
            var sum = 0f;
            var block = scratch.Blocks[b];
            block.Sort();
            for (var i = 0; i < block.Count;)
            {
                var place = block[i];
                var times = 0;
                for (; i < block.Count && block[i] == place; i++)
                {
                    times++;
                }

                // What no phrase has dilutes the rest: a message of unknown words fits nothing well.
                var value = 1 + MathF.Log(times);
                sum += value * value;
                if (_rows[place] is >= 0 and var row)
                {
                    (features[count], values[count]) = (row, value);
                    count++;
                }
            }

            // Each block counts the same, however long the phrase is.
            var scale = sum > 0 ? Weights[b] / MathF.Sqrt(sum) : 0;
            square += sum > 0 ? Weights[b] * Weights[b] : 0;
            for (var i = first; i < count; i++)
            {
                values[i] *= scale;
            }
        }

        if (count == 0)
        {
            return SparseVector.Empty;
        }

        var length = 1 / MathF.Sqrt(square);
        for (var i = 0; i < count; i++)
        {
            values[i] *= length;
        }

        return new SparseVector(features[..count], values[..count]);
    }

    /// <summary>The places of one phrase, reused from phrase to phrase.</summary>
    private sealed class Scratch
    {
        public List<int>[] Blocks { get; } = [[], [], []];

        public void Read(string phrase, string language)
        {
            foreach (var block in Blocks)
            {
                block.Clear();
            }

            var words = PhraseWords.Of(phrase);
            var stems = words.ConvertAll(w => PhraseWords.Stem(w, language));
            var before = "^";
            foreach (var stem in stems)
            {
                Blocks[0].Add(PlaceOf(OfWords, stem));
                Blocks[1].Add(PlaceOf(OfPairs, before, stem));
                before = stem;
            }

            if (stems.Count > 0)
            {
                Blocks[1].Add(PlaceOf(OfPairs, before, "$$"));
                ReadRuns(words);
            }
        }

        private void ReadRuns(List<string> words)
        {
            var length = words.Sum(w => w.Length + 1) + 1;
            var rented = ArrayPool<char>.Shared.Rent(length);
            var whole = rented.AsSpan(0, length);
            var at = 0;
            whole[at++] = ' ';
            foreach (var word in words)
            {
                word.CopyTo(whole[at..]);
                at += word.Length;
                whole[at++] = ' ';
            }

            for (var start = 0; start < length; start++)
            {
                var hash = Seed(OfRuns);
                for (var n = 1; n <= LongestRun && start + n <= length; n++)
                {
                    hash = Add(hash, whole[start + n - 1]);
                    if (n >= ShortestRun)
                    {
                        Blocks[2].Add(PlaceOf(hash));
                    }
                }
            }

            ArrayPool<char>.Shared.Return(rented);
        }
    }

    private static int PlaceOf(ulong kind, string text) => PlaceOf(Add(Seed(kind), text));

    private static int PlaceOf(ulong kind, string first, string second) => PlaceOf(Add(Add(Add(Seed(kind), first), ' '), second));

    // 64-bit FNV-1a, mixed once more, as its low bits alone are weak.
    private static ulong Seed(ulong kind) => 14695981039346656037UL ^ (kind * 0x9E3779B97F4A7C15UL);

    private static ulong Add(ulong hash, char character) => (hash ^ character) * 1099511628211UL;

    private static ulong Add(ulong hash, string text)
    {
        foreach (var character in text)
        {
            hash = Add(hash, character);
        }

        return hash;
    }

    private static int PlaceOf(ulong hash)
    {
        hash ^= hash >> 29;
        hash *= 0xBF58476D1CE4E5B9UL;
        hash ^= hash >> 32;
        return (int)(hash & (Places - 1));
    }
}
