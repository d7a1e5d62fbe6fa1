using System.Text.Json;
using FlowDesigner.Web.Editor.Simulator;
using FlowEngine.Definition;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor;

/// <summary>The test chat of the page.</summary>
public sealed partial class EditorPage
{
    private TestBench? _bench;
    private MockRequest? _mocking;

    private IReadOnlyList<SystemCall> Calls => _checker is null ? [] : [.. SystemCalls.In(_checker.Bundle, Catalog, FlowId)];

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
            var checker = _checker;
            _bench ??= ActivatorUtilities.CreateInstance<TestBench>(Services);
            _test = new TestRun(_bench, () => checker.Bundle, FlowId, OnStateChanged);
            _focusSetting = "test-input";
            await _test.RestartAsync();
        }
    }

    private async Task RestartTestAsync()
    {
        if (_test is not null)
        {
            await _test.RestartAsync();
        }
    }

    private Task StartAtAsync(string nodeId) => StartAtAsync(FlowId, nodeId, null);

    private Task StartAtAsync(RunStep step) => StartAtAsync(step.FlowId, step.NodeId, step.Before);

    private async Task StartAtAsync(string flowId, string nodeId, IReadOnlyDictionary<string, JsonElement>? variables)
    {
        if (_test is { IsBusy: false } && _checker?.Bundle.Flows.GetValueOrDefault(flowId)?.Nodes.ContainsKey(nodeId) == true)
        {
            await _test.StartAtAsync(flowId, nodeId, variables);
        }
    }

    private Task<IReadOnlyList<KnownContact>> FindContactsAsync() =>
        _bench is null ? Task.FromResult<IReadOnlyList<KnownContact>>([]) : _bench.ContactsAsync(BotId, _closing.Token);

    private void MakeUp(SystemCall call) => _mocking = new MockRequest(call, null);

    private void MakeUp(RunStep step)
    {
        if (_checker is not null && SystemCalls.Find(_checker.Bundle, Catalog, step.FlowId, step.NodeId) is { } call)
        {
            _mocking = new MockRequest(call, step);
        }
    }

    private async Task SwitchMockAsync(SystemCall call)
    {
        if (call.Mock is { } mock && await SaveMockAsync(call, mock with { IsOff = !mock.IsOff }) is { } problem)
        {
            _state?.Notify(problem);
        }
    }

    private Task<string?> SaveMockAsync(SystemCall call, NodeMock? mock) =>
        _bots is null
            ? Task.FromResult<string?>(null)
            : _bots.ChangeAsync(bot => SystemCalls.With(_state is null ? bot : SystemCalls.Tidy(bot, _state.Flow), call.Flow.Id, call.NodeId, mock), _closing.Token);

    private async Task ScrollAsync(ElementReference element)
    {
        if (_canvas is not null)
        {
            await _canvas.ScrollToEndAsync(element);
        }
    }

    /// <summary>A wish to make up an answer.</summary>
    /// <param name="Call">The node.</param>
    /// <param name="Seen">What it did in the test; null for nothing.</param>
    private sealed record MockRequest(SystemCall Call, RunStep? Seen);
}
