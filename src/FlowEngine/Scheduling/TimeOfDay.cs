using System.Globalization;

namespace FlowEngine.Scheduling;

/// <summary>Reads times of day such as <c>09:30</c>.</summary>
internal static class TimeOfDay
{
    private static readonly string[] Forms = ["HH:mm", "H:mm", "HH:mm:ss"];

    public static bool TryRead(string? text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
