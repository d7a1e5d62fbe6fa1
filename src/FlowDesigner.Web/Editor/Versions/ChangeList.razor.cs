using FlowDesigner.Web.Editor.Canvas;
using FlowEngine.Comparing;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Versions;

/// <summary>What differs in a flow, node by node and value by value.</summary>
public sealed partial class ChangeList : ComponentBase
{
    private ValueWords _words = null!; // set with the parameters

    /// <summary>The differences.</summary>
    [Parameter, EditorRequired]
    public FlowDifference Flow { get; set; } = null!; // required

    /// <summary>Node types of this installation.</summary>
    [Parameter, EditorRequired]
    public NodeCatalog Catalog { get; set; } = null!; // required

    /// <summary>Raised with a node to show; without it, titles are plain text.</summary>
    [Parameter]
    public EventCallback<string> OnJump { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _words = new ValueWords(Catalog, FlowWords.Titles(Catalog, N, Flow.After, Flow.Before), T);

    private static FlowNode NodeOf(NodeDifference node) => node.After ?? node.Before!; // a difference has one of both

    private NodeDefinition? DefinitionOf(NodeDifference node) =>
        Catalog.TryGet(NodeOf(node).Type, NodeOf(node).Version, out var type) ? type.Definition : null;

    private string CategoryOf(NodeDifference node) => CanvasView.CategoryName(DefinitionOf(node)?.Category ?? NodeCategory.Data);

    private string TitleOf(NodeDifference node) => FlowWords.TitleOf(Catalog, N, NodeOf(node));

    private static string ToneOf(DifferenceKind kind) =>
        kind switch
        {
            DifferenceKind.Added => "good",
            DifferenceKind.Removed => "bad",
            _ => "warn",
        };
}
