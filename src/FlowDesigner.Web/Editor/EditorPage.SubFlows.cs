using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.Simulator;
using FlowDesigner.Web.Editor.SubFlows;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Nodes.CallFlow;
using FlowRuntime.Library;

namespace FlowDesigner.Web.Editor;

/// <summary>Nodes become a sub-flow, and come back.</summary>
public sealed partial class EditorPage
{
    private async Task<string?> MakeSubFlowAsync(string name)
    {
        if (_state is null || _checker is null || _state.ReadOnly)
        {
            return T["This flow can only be read."];
        }

        var id = FlowIds.Next(name, _checker.Bundle.Flows.ContainsKey);
        var plan = Extraction.Plan(_state, _state.Selection, id, name);
        if (plan is not { SubFlow: { } sub, Change: { } change })
        {
            return plan.Problem;
        }

        if (await Library.SaveFlowAsync(BotId, sub, 0, Actor, _closing.Token) is not { Saved: true })
        {
            return T["Somebody else made a flow “{0}” just now. Choose another name.", id];
        }

        _checker.Around(_checker.Bundle with { Flows = Ordered.With(_checker.Bundle.Flows, id, sub) });
        _names?.AddFlow(new FieldOption(id, name));
        _state.Do(change);
        _state.Select(plan.Selection, announce: false);
        await CarryMocksAsync(FlowId, id, plan.Moved);
        return null;
    }

    private async Task PutSubFlowHereAsync()
    {
        if (_state is not { Selected: { } callId } || _state.Flow.Nodes[callId] is not { Type: CallNode.Type } call)
        {
            _state?.Notify(T["Select the node that calls the sub-flow first."]);
            return;
        }

        var id = call.Config.TryGetProperty("flow", out var flow) ? flow.GetString() ?? "" : "";
        if (await Library.FindFlowAsync(BotId, id, _closing.Token) is not { } draft)
        {
            _state.Notify(T["The flow that this node calls is not there."]);
            return;
        }

        var plan = Inlining.Plan(_state, callId, draft.Flow);
        if (plan.Change is not { } change)
        {
            _state.Notify(plan.Problem);
            return;
        }

        _state.Do(change);
        _state.Select(plan.Selection, announce: false);
        await CarryMocksAsync(id, FlowId, plan.Moved);
    }

    private async Task CarryMocksAsync(string from, string to, IReadOnlyDictionary<string, string> ids)
    {
        if (
            _bots is not null
            && _state is not null
            && !ReferenceEquals(SystemCalls.Carry(_state.Bot, from, to, ids), _state.Bot)
            && await _bots.ChangeAsync(bot => SystemCalls.Carry(bot, from, to, ids), _closing.Token) is { } problem
        )
        {
            _state.Notify(problem);
        }
    }
}
