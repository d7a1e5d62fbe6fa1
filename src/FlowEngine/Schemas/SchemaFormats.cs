using System.Globalization;

namespace FlowEngine.Schemas;

/// <summary>The formats of JSON Schema that are checked; others are notes for people.</summary>
internal static class SchemaFormats
{
    public static bool Fits(string format, string text) =>
        format switch
        {
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => IsDateTime(text),
            "time" => IsTime(text),
            "email" => IsEmail(text),
            "uri" => Uri.TryCreate(text, UriKind.Absolute, out var uri) && !text.Contains(' ', StringComparison.Ordinal) && text.StartsWith(uri.Scheme, StringComparison.OrdinalIgnoreCase),
            "uuid" => text.Length == 36 && Guid.TryParseExact(text, "D", out _),
            _ => true,
        };

    // RFC 3339: 2026-03-29T09:30:00Z, 2026-03-29T09:30:00.5+02:00
    private static bool IsDateTime(string text) =>
        text.Length > 11
        && text[10] is 'T' or 't'
        && Fits("date", text[..10])
        && IsTime(text[11..]);

    private static bool IsTime(string text)
    {
        var end = text.AsSpan().IndexOfAny("Zz+-");
        if (end < 8 || !TimeOnly.TryParse(text.AsSpan(0, end), CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return false;
        }

        return text[end] is 'Z' or 'z'
            ? end == text.Length - 1
            : TimeSpan.TryParseExact(text.AsSpan(end + 1), @"hh\:mm", CultureInfo.InvariantCulture, out _);
    }

    private static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0
            && at == text.LastIndexOf('@')
            && text.Length <= 254
            && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            && text[(at + 1)..].Split('.') is { Length: > 1 } labels
            && Array.TrueForAll(labels, l => l.Length > 0 && l.All(c => char.IsLetterOrDigit(c) || c == '-'));
    }
}
