using System.Text.Json;
using FlowDesigner.Web.Editor.Simulator;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor;

/// <summary>The test chat of the page.</summary>
public sealed partial class EditorPage
{
    private async Task ToggleTest()
    {
        if (_test is not null)
        {
            _test.Dispose();
            _test = null;
            await ShowOnCanvasAsync();
            return;
        }

        if (_checker is not null)
        {
            _test = new TestRun(ActivatorUtilities.CreateInstance<TestBench>(Services), _checker.Bundle, FlowId, OnStateChanged);
            _focusSetting = "test-input";
            await _test.RestartAsync(_checker.Bundle);
        }
    }

    private async Task RestartTestAsync()
    {
        if (_test is not null && _checker is not null)
        {
            await _test.RestartAsync(_checker.Bundle);
        }
    }

    private Task StartAtAsync(string nodeId) => StartAtAsync(FlowId, nodeId, null);

    private Task StartAtAsync(RunStep step) => StartAtAsync(step.FlowId, step.NodeId, step.Before);

    private async Task StartAtAsync(string flowId, string nodeId, IReadOnlyDictionary<string, JsonElement>? variables)
    {
        if (_test is { IsBusy: false } && _checker?.Bundle.Flows.GetValueOrDefault(flowId)?.Nodes.ContainsKey(nodeId) == true)
        {
            await _test.StartAtAsync(_checker.Bundle, flowId, nodeId, variables);
        }
    }

    private async Task ScrollAsync(ElementReference element)
    {
        if (_canvas is not null)
        {
            await _canvas.ScrollToEndAsync(element);
        }
    }
}
