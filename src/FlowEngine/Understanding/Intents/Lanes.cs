using System.Numerics;
using System.Runtime.InteropServices;

namespace FlowEngine.Understanding.Intents;

/// <summary>Arithmetic on rows of weights, as many numbers at a time as the processor takes.</summary>
internal static class Lanes
{
    /// <summary>Rows are this long or a multiple of it. Unit: numbers.</summary>
    public const int Width = 16;

    /// <summary>Length of a row with room for so many numbers.</summary>
    public static int Pad(int count) => (count + Width - 1) / Width * Width;

    /// <summary>Adds a multiple of a row to another; both have the same length, a multiple of <see cref="Width"/>.</summary>
    public static void AddScaled(Span<float> target, ReadOnlySpan<float> row, float factor)
    {
        var to = MemoryMarshal.Cast<float, Vector<float>>(target);
        var from = MemoryMarshal.Cast<float, Vector<float>>(row);
        var by = new Vector<float>(factor);
        for (var i = 0; i < to.Length && i < from.Length; i++)
        {
            to[i] += by * from[i];
        }
    }

    /// <summary>Sum of the products of two rows of the same length, a multiple of <see cref="Width"/>.</summary>
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var a = MemoryMarshal.Cast<float, Vector<float>>(left);
        var b = MemoryMarshal.Cast<float, Vector<float>>(right);
        var sum = Vector<float>.Zero;
        for (var i = 0; i < a.Length && i < b.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return Vector.Sum(sum);
    }
}
