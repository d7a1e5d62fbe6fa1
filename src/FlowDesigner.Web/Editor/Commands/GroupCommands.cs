using FlowDesigner.Web.Wording;
using FlowEngine.Definition;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Commands;

/// <summary>Puts a frame around nodes; they leave the groups that they were in.</summary>
internal sealed record AddGroup(string Id, FlowGroup Group) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) => text.Count(Group.Nodes.Count, "Grouped 1 node", "Grouped {0} nodes");

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow) =>
        flow with { Groups = Ordered.With(Grouping.Put(flow.Groups, [.. Group.Nodes], null), Id, Group) };
}

/// <summary>Gives a group another title or colour, or collapses or opens it.</summary>
internal sealed record ChangeGroup(string Id, Func<FlowGroup, FlowGroup> Change, string Part, string Word) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) => Word;

    /// <inheritdoc/>
    public override string MergeKey => $"@groups/{Id}/{Part}";

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow) =>
        flow.Groups.TryGetValue(Id, out var group) ? flow with { Groups = Ordered.With(flow.Groups, Id, Change(group)) } : flow;
}

/// <summary>Takes frames away; their nodes stay.</summary>
internal sealed record Ungroup(IReadOnlyCollection<string> Ids, string Word) : FlowCommand
{
    /// <inheritdoc/>
    public override string Title(IStringLocalizer<EditorText> text) => text["Took away {0}", Word];

    /// <inheritdoc/>
    public override FlowDefinition Apply(FlowDefinition flow) => flow with { Groups = Ordered.Without(flow.Groups, Ids) };
}
