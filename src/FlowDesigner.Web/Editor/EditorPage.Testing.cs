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

    private async Task ScrollAsync(ElementReference element)
    {
        if (_canvas is not null)
        {
            await _canvas.ScrollToEndAsync(element);
        }
    }
}
