using CsvHelper;
using FlowEngine.Understanding.Intents;

namespace FlowDesigner.Web.CommandLine;

/// <summary>Reads CSV files of phrases: a line of titles with <c>text</c> and <c>intent</c> in any order, then a phrase a line.</summary>
internal static class PhraseFile
{
    private const int LargestRecord = 4 * 1024 * 1024;

    /// <summary>What may stand between the columns: whatever parts the titles.</summary>
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its phrases without those that are empty; the intent of one that belongs to none is empty.</returns>
    /// <exception cref="UsageException">It is no such file.</exception>
    public static List<LabelledPhrase> Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            foreach (var separator in Separators)
            {
                using var csv = CsvReader.Create(bytes, new CsvReaderOptions { Separator = separator, MaxRecordSize = LargestRecord, TrackLineNumbers = true });
                if (csv.TryGetFieldIndex("text", out var text) && csv.TryGetFieldIndex("intent", out var intent))
                {
                    return Read(csv, text, intent);
                }
            }
        }
        catch (CsvFormatException e)
        {
            throw new UsageException($"{path} cannot be read as CSV near line {e.LineNumber}.");
        }

        throw new UsageException($"The first line of {path} does not have the titles text and intent.");
    }

    private static List<LabelledPhrase> Read(CsvReader csv, int textAt, int intentAt)
    {
        var phrases = new List<LabelledPhrase>();
        while (csv.Read())
        {
            var text = FieldOf(csv, textAt);
            if (text.Length > 0)
            {
                phrases.Add(new LabelledPhrase(text, FieldOf(csv, intentAt)));
            }
        }

        return phrases;
    }

    private static string FieldOf(CsvReader csv, int index) => index < csv.FieldCount ? csv.GetString(index).Trim() : "";
}
