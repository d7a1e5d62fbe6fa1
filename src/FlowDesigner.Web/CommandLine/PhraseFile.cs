using FlowDesigner.Web.Understanding;
using FlowEngine.Understanding.Intents;

namespace FlowDesigner.Web.CommandLine;

/// <summary>Reads files of phrases, see <see cref="PhraseTable"/>.</summary>
internal static class PhraseFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its phrases without those that are empty; the intent of one that belongs to none is empty.</returns>
    /// <exception cref="UsageException">It is no such file.</exception>
    public static List<LabelledPhrase> Read(string path)
    {
        try
        {
            return PhraseTable.Read(File.ReadAllBytes(path)).ConvertAll(r => new LabelledPhrase(r.Text, r.Intent));
        }
        catch (PhraseTableException e)
        {
            throw new UsageException(e.Line is { } line ? $"{path} cannot be read as CSV near line {line}." : $"The first line of {path} does not have the titles text and intent.");
        }
    }
}
