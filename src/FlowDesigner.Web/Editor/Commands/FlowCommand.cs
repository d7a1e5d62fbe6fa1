using FlowEngine.Definition;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Commands;

/// <summary>One change of a flow as a person means it. Immutable; knows nothing of screens.</summary>
internal abstract record FlowCommand
{
    /// <summary>What was done, for the undo button and screen readers, such as <c>Linked answered to Find the order</c>.</summary>
    public abstract string Title(IStringLocalizer<EditorText> text);

    /// <summary>Commands with the same key that follow each other are one step of undo, such as typing in one field.</summary>
    public virtual string? MergeKey => null;

    /// <summary>Makes the change.</summary>
    /// <param name="flow">The flow before.</param>
    /// <returns>The flow after; the same object when nothing changes.</returns>
    public abstract FlowDefinition Apply(FlowDefinition flow);

    /// <summary>The command that takes this one back.</summary>
    /// <param name="before">The flow before.</param>
    /// <returns>Turns the flow after into the flow before, order of entries included.</returns>
    /// <param name="title">What the change is called.</param>
    public FlowPatch InverseOn(FlowDefinition before, string title) => FlowPatch.Between(Apply(before), before, title);
}

/// <summary>Least difference between two flows; the form of every inverse.</summary>
internal sealed record FlowPatch(
    string Summary,
    string? Name,
    DictionaryPatch<VariableDefinition> Variables,
    DictionaryPatch<FlowNode> Nodes,
    DictionaryPatch<NodePosition> Layout,
    IReadOnlyList<FlowNote>? Notes,
    DictionaryPatch<FlowGroup> Groups,
    Changed<int?>? TimeoutMinutes
) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) => Summary;

    public bool IsEmpty =>
        Name is null && Variables.IsEmpty && Nodes.IsEmpty && Layout.IsEmpty && Notes is null && Groups.IsEmpty && TimeoutMinutes is null;

    public static FlowPatch Between(FlowDefinition from, FlowDefinition to, string summary) =>
        new(
            summary,
            from.Name == to.Name ? null : to.Name,
            DictionaryPatch<VariableDefinition>.Between(from.Variables, to.Variables),
            DictionaryPatch<FlowNode>.Between(from.Nodes, to.Nodes),
            DictionaryPatch<NodePosition>.Between(from.Layout, to.Layout),
            from.Notes.SequenceEqual(to.Notes) ? null : to.Notes,
            DictionaryPatch<FlowGroup>.Between(from.Groups, to.Groups),
            from.TimeoutMinutes == to.TimeoutMinutes ? null : new Changed<int?>(to.TimeoutMinutes)
        );

    /// <summary>The same change for a flow that is not the one it was made on: what it touches, it sets; the order stays.</summary>
    public FlowPatch Loose() =>
        this with
        {
            Variables = Variables with { Order = null },
            Nodes = Nodes with { Order = null },
            Layout = Layout with { Order = null },
            Groups = Groups with { Order = null },
        };

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow) =>
        flow with
        {
            Name = Name ?? flow.Name,
            Variables = Variables.ApplyTo(flow.Variables),
            Nodes = Nodes.ApplyTo(flow.Nodes),
            Layout = Layout.ApplyTo(flow.Layout),
            Notes = Notes ?? flow.Notes,
            Groups = Groups.ApplyTo(flow.Groups),
            TimeoutMinutes = TimeoutMinutes is { } changed ? changed.To : flow.TimeoutMinutes,
        };
}

/// <summary>A value that changes, possibly to nothing.</summary>
internal sealed record Changed<T>(T To);
