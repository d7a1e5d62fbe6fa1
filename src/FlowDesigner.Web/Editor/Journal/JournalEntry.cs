using System.Text.Json;

namespace FlowDesigner.Web.Editor.Journal;

/// <summary>One line of the journal: what has happened since the line before.</summary>
/// <param name="Change">Number of the latest change that it holds.</param>
/// <param name="SavedChange">Number of the latest change that the draft is known to hold.</param>
/// <param name="Print">Fingerprint of the flow after it.</param>
/// <param name="Forth">Makes the change; null when only the draft was saved.</param>
/// <param name="Back">Takes the change back; null as well.</param>
/// <param name="Kept">How many steps of undo stay as they were; those of <paramref name="Done"/> come behind them.</param>
/// <param name="Done">Steps of undo that are new.</param>
/// <param name="KeptUndone">How many steps of redo stay as they were.</param>
/// <param name="Undone">Steps of redo that are new.</param>
internal sealed record JournalEntry(
    long Change,
    long SavedChange,
    string Print,
    PatchJson? Forth,
    PatchJson? Back,
    int Kept,
    IReadOnlyList<JournalStep> Done,
    int KeptUndone,
    IReadOnlyList<JournalStep> Undone
)
{
    /// <summary>The line.</summary>
    public string Write() => JsonSerializer.Serialize(this, JournalJsonContext.Default.JournalEntry);

    /// <summary>Reads a line; null when it is none of this program.</summary>
    public static JournalEntry? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalJsonContext.Default.JournalEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One step of undo in the journal.</summary>
internal sealed record JournalStep(string Title, string? MergeKey, PatchJson Redo, PatchJson Undo);
