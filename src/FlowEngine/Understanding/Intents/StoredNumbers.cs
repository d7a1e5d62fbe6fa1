using System.Runtime.InteropServices;

namespace FlowEngine.Understanding.Intents;

/// <summary>Writes the numbers of trained models and reads them again, little-endian.</summary>
internal static class StoredNumbers
{
    private const int Most = 1 << 28;

    public static void Write(BinaryWriter writer, float[] numbers)
    {
        writer.Write(numbers.Length);
        writer.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));
    }

    /// <exception cref="InvalidDataException">There are no such numbers.</exception>
    public static float[] Read(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        if (count is < 0 or > Most)
        {
            throw new InvalidDataException("A stored classifier is too large.");
        }

        var numbers = new float[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }
}
