using System.Runtime.InteropServices;

namespace FlowEngine.Understanding.Intents;

/// <summary>Writes the numbers of trained models and reads them again: 16 bits each, little-endian, which costs no accuracy.</summary>
internal static class StoredNumbers
{
    private const int Most = 1 << 28;

    public static void Write(BinaryWriter writer, float[] numbers)
    {
        writer.Write(numbers.Length);
        writer.Write(MemoryMarshal.AsBytes(Array.ConvertAll(numbers, n => (Half)n).AsSpan()));
    }

    /// <summary>Makes numbers what they are once they were stored, so that a classifier scores the same before and after.</summary>
    public static void Round(Span<float> numbers)
    {
        foreach (ref var number in numbers)
        {
            number = (float)(Half)number;
        }
    }

    /// <exception cref="InvalidDataException">There are no such numbers.</exception>
    public static float[] Read(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        if (count is < 0 or > Most)
        {
            throw new InvalidDataException("A stored classifier is too large.");
        }

        var numbers = new Half[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return Array.ConvertAll(numbers, n => (float)n);
    }
}
