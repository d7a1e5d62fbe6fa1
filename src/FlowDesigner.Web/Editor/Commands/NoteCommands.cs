using FlowEngine.Definition;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Commands;

/// <summary>Puts a note on the canvas.</summary>
internal sealed record AddNote(FlowNote Note) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) => text["Added a note"];

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow) => flow with { Notes = [.. flow.Notes, Note] };
}

/// <summary>Writes another text on a note.</summary>
internal sealed record WriteNote(int Index, string Text) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) => text["Changed a note"];

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow) =>
        Index >= 0 && Index < flow.Notes.Count
            ? flow with { Notes = [.. flow.Notes.Select((note, index) => index == Index ? note with { Text = Text } : note)] }
            : flow;
}
