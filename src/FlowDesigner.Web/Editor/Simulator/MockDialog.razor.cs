using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>Makes up what a node answers in tests: a port with an output, or an error.</summary>
public sealed partial class MockDialog : ComponentBase
{
    private MockDraft _draft = null!; // made when the parameters are there
    private string? _problem;
    private bool _busy;

    /// <summary>The node that calls.</summary>
    [Parameter, EditorRequired]
    public SystemCall Call { get; set; } = null!; // required by the compiler of Razor

    /// <summary>What it did in the test, to begin with where nothing was made up yet; null for nothing.</summary>
    [Parameter]
    public RunStep? Seen { get; set; }

    /// <summary>Keeps the answer, or removes it when it is null; the answer is why that could not be done, or null.</summary>
    [Parameter, EditorRequired]
    public Func<SystemCall, NodeMock?, Task<string?>> Save { get; set; } = null!; // required by the compiler of Razor

    /// <summary>Raised when the dialog is done.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    private IEnumerable<PortDefinition> Ports => Call.Definition.PortsFor(Call.Node.Config).Where(p => p.Kind == PortKind.Normal);

    /// <inheritdoc/>
    protected override void OnInitialized() => _draft = MockDraft.Of(Call, Seen);

    private async Task KeepAsync()
    {
        try
        {
            await SaveAsync(_draft.Make());
        }
        catch (JsonException e)
        {
            _problem = T["This is no JSON: look at line {0}.", (e.LineNumber ?? 0) + 1];
        }
    }

    private async Task SaveAsync(NodeMock? mock)
    {
        _busy = true;
        _problem = await Save(Call, mock);
        _busy = false;
        if (_problem is null)
        {
            await OnClose.InvokeAsync();
        }
    }
}
