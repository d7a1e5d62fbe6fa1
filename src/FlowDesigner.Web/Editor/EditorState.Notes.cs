using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Editor;

/// <summary>Notes on the canvas; a note is named by its place in the list of notes.</summary>
internal sealed partial class EditorState
{
    private const int LongestNote = 4_000;

    /// <summary>Puts an empty note on the canvas, beside what stands there.</summary>
    /// <param name="place">Where it is wanted.</param>
    /// <returns>Its place in the list; null when the flow is read-only.</returns>
    public int? AddNote(NodePosition place)
    {
        var at = FreePlace(place);
        return Do(new AddNote(new FlowNote("", at.X, at.Y))) ? Flow.Notes.Count - 1 : null;
    }

    /// <summary>Writes on a note; one without a text is taken off.</summary>
    /// <param name="index">The note.</param>
    /// <param name="text">Its text; what is longer than a note may be is cut.</param>
    /// <returns>False when nothing changed.</returns>
    public bool WriteNote(int index, string text)
    {
        var written = text.Trim();
        return written.Length == 0 ? RemoveAll([], [], [index]) : Do(new WriteNote(index, written[..Math.Min(written.Length, LongestNote)]));
    }
}
