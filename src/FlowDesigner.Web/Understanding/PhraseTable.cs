using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using CsvHelper;

namespace FlowDesigner.Web.Understanding;

/// <summary>
/// Phrases as CSV: a line of titles with <c>text</c>, <c>intent</c> and, where wanted, <c>language</c> in any order, then a phrase a
/// line; parted by commas, semicolons or tabs.
/// </summary>
internal static class PhraseTable
{
    private const int LargestRecord = 4 * 1024 * 1024;

    /// <summary>What may stand between the columns: whatever parts the titles.</summary>
    private static readonly char[] Separators = [',', ';', '\t'];

    private static readonly SearchValues<char> Quotable = SearchValues.Create(",;\t\"\r\n ");

    /// <summary>Reads a table.</summary>
    /// <param name="bytes">The file, UTF-8.</param>
    /// <returns>Its phrases without those that are empty; the intent of one that belongs to none is empty.</returns>
    /// <exception cref="PhraseTableException">It is no such table.</exception>
    public static List<PhraseRow> Read(byte[] bytes)
    {
        try
        {
            foreach (var separator in Separators)
            {
                using var csv = CsvReader.Create(bytes, new CsvReaderOptions { Separator = separator, MaxRecordSize = LargestRecord, TrackLineNumbers = true });
                if (csv.TryGetFieldIndex("text", out var text) && csv.TryGetFieldIndex("intent", out var intent))
                {
                    return Read(csv, text, intent, csv.TryGetFieldIndex("language", out var language) ? language : -1);
                }
            }
        }
        catch (CsvFormatException e)
        {
            throw new PhraseTableException(e.LineNumber);
        }

        throw new PhraseTableException(null);
    }

    /// <summary>Writes a table.</summary>
    /// <param name="rows">Its phrases.</param>
    public static byte[] Write(IEnumerable<PhraseRow> rows)
    {
        var text = new StringBuilder("text,intent,language\n");
        foreach (var (phrase, intent, language) in rows)
        {
            text.Append(Quoted(phrase)).Append(',').Append(intent).Append(',').Append(language).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static List<PhraseRow> Read(CsvReader csv, int textAt, int intentAt, int languageAt)
    {
        var rows = new List<PhraseRow>();
        while (csv.Read())
        {
            if (FieldOf(csv, textAt) is { Length: > 0 } text)
            {
                rows.Add(new PhraseRow(text, FieldOf(csv, intentAt), FieldOf(csv, languageAt)));
            }
        }

        return rows;
    }

    private static string FieldOf(CsvReader csv, int index) => index >= 0 && index < csv.FieldCount ? csv.GetString(index).Trim() : "";

    /// <summary>Programs for tables take what begins like a formula for one: a blank before it keeps it a text.</summary>
    private static string Quoted(string phrase)
    {
        var safe = phrase is ['=' or '+' or '-' or '@', ..] ? $" {phrase}" : phrase;
        return safe.AsSpan().ContainsAny(Quotable) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}

/// <summary>A line of a table of phrases.</summary>
/// <param name="Text">The phrase.</param>
/// <param name="Intent">Its intent; empty for none.</param>
/// <param name="Language">BCP 47 tag; empty where it is not told.</param>
internal sealed record PhraseRow(string Text, string Intent, string Language);

/// <summary>A file that is no table of phrases.</summary>
/// <param name="line">Line that cannot be read; null when the titles are missing.</param>
[SuppressMessage("Design", "CA1032", Justification = "The line is required: without it the author cannot be advised.")]
internal sealed class PhraseTableException(long? line) : Exception(line is null ? "The first line does not have the titles text and intent." : $"It cannot be read as CSV near line {line}.")
{
    /// <summary>Line that cannot be read; null when the titles are missing.</summary>
    public long? Line => line;
}
