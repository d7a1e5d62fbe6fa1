using System.Globalization;

namespace FlowEngine.Expressions.Builtins;

/// <summary>Array indexes as property names; small ones are made once.</summary>
internal static class IndexText
{
    private static readonly string[] Small =
    [
        .. Enumerable.Range(0, 1024).Select(i => i.ToString(CultureInfo.InvariantCulture)),
    ];

    public static string Of(long index) =>
        (ulong)index < (ulong)Small.Length ? Small[index] : index.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a canonical array index: "01" is none.</summary>
    public static bool TryParse(string name, out uint index)
    {
        index = 0;
        return name.Length is > 0 and <= 10
            && (name.Length == 1 || name[0] != '0')
            && uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }
}
