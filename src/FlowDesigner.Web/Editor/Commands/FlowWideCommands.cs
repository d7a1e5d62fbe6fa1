using FlowEngine.Definition;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Commands;

/// <summary>Names the flow.</summary>
internal sealed record RenameFlow(string Name) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) => text["Renamed the flow"];

    /// <inheritdoc/>
    public override string MergeKey => "@flow/name";

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow) => flow with { Name = Name };
}

/// <summary>Declares, changes or (with null) removes a variable.</summary>
internal sealed record SetVariable(string Name, VariableDefinition? Definition) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) => Definition is null ? text["Removed the variable {0}", Name] : text["Changed the variable {0}", Name];

    /// <inheritdoc/>
    public override string MergeKey => $"@flow/variables/{Name}";

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow) =>
        flow with
        {
            Variables = Definition is null
                ? Ordered.Without(flow.Variables, [Name])
                : Ordered.With(flow.Variables, Name, Definition),
        };
}

/// <summary>Replaces the whole flow by an imported one; the id stays.</summary>
internal sealed record ReplaceFlow(FlowDefinition Imported, string Word) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) => Word;

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow) => Imported with { Id = flow.Id };
}
