using FlowDesigner.Web.Wording;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Canvas;

/// <summary>The texts of the scripts of the editor: looked up once by the server, by their English in the browser (<c>words.ts</c>).</summary>
internal static class CanvasWords
{
    /// <summary>Every text that the scripts ask for.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        TextKey.Of("1 node copied."),
        TextKey.Of("1 problem to fix"),
        TextKey.Of("1 thing to check"),
        TextKey.Of("A link of the flow"),
        TextKey.Of("A node of the flow"),
        TextKey.Of("Add a note (N)"),
        TextKey.Of("Add a note"),
        TextKey.Of("Add"),
        TextKey.Of("Close the search"),
        TextKey.Of("Collapse or open the group"),
        TextKey.Of("Collapse {0}"),
        TextKey.Of("Commands (Ctrl+K)"),
        TextKey.Of("Commands"),
        TextKey.Of("Do"),
        TextKey.Of("Do, go to or add …"),
        TextKey.Of("Do, go to or add"),
        TextKey.Of("Empty note"),
        TextKey.Of("Export and import"),
        TextKey.Of("Find in this flow (Ctrl+F)"),
        TextKey.Of("Find in this flow"),
        TextKey.Of("Flow"),
        TextKey.Of("Go to"),
        TextKey.Of("Line up the selection in a column"),
        TextKey.Of("Line up the selection in a row"),
        TextKey.Of("Link from port {0} of {1} to {2}"),
        TextKey.Of("Link {0} of {1}: go to the target, Enter links, 1–9 takes another port, Esc stops."),
        TextKey.Of("Linking port {0} of {1}. Go to the target with the arrow keys, Enter links, Escape stops."),
        TextKey.Of("Make a sub-flow of the selection"),
        TextKey.Of("Map of the flow"),
        TextKey.Of("Next"),
        TextKey.Of("No link was made."),
        TextKey.Of("Note: {0}"),
        TextKey.Of("Nothing found"),
        TextKey.Of("Nothing is called “{0}”."),
        TextKey.Of("Open {0}"),
        TextKey.Of("Port {0} of {1}"),
        TextKey.Of("Port"),
        TextKey.Of("Previous"),
        TextKey.Of("Publish"),
        TextKey.Of("Put the called sub-flow here"),
        TextKey.Of("Put the selection into a group"),
        TextKey.Of("Redo"),
        TextKey.Of("Save a picture (PNG)"),
        TextKey.Of("Save a picture (SVG)"),
        TextKey.Of("Save now"),
        TextKey.Of("Select all nodes"),
        TextKey.Of("Show the canvas"),
        TextKey.Of("Show the outline"),
        TextKey.Of("Show the selection (Shift+2)"),
        TextKey.Of("Show the selection"),
        TextKey.Of("Show the whole flow (Shift+1)"),
        TextKey.Of("Show the whole flow"),
        TextKey.Of("Start or stop the test"),
        TextKey.Of("Take the frame of the group away"),
        TextKey.Of("Text of the note"),
        TextKey.Of("Tidy up the layout"),
        TextKey.Of("Undo"),
        TextKey.Of("View of the canvas"),
        TextKey.Of("Zoom in"),
        TextKey.Of("Zoom out"),
        TextKey.Of("Zoom {0} percent, set to 100"),
        TextKey.Of("{0} (click to change)"),
        TextKey.Of("{0} has no port."),
        TextKey.Of("{0} nodes copied."),
        TextKey.Of("{0} of {1}"),
        TextKey.Of("{0} problems to fix"),
        TextKey.Of("{0} starts runs and takes no link."),
        TextKey.Of("{0} things to check"),
    ];

    /// <summary>The texts in one language by their English.</summary>
    /// <param name="text">Texts of the editor.</param>
    public static IReadOnlyDictionary<string, string> In(IStringLocalizer<EditorText> text) => Keys.ToDictionary(key => key, key => text[key].Value);
}
