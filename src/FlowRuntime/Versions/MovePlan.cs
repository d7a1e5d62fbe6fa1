using System.Text.Json.Nodes;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace FlowRuntime.Versions;

/// <summary>Finds for every place of a run its place in another version, or what stands in the way.</summary>
internal sealed class MovePlan(VersionMove move, BotBundle target, NodeCatalog catalog)
{
    private readonly Dictionary<string, string> _nodes = new(
        move.Nodes ?? new Dictionary<string, string>(),
        StringComparer.Ordinal
    );

    /// <summary>Where each open frame of a run would stand.</summary>
    /// <param name="run">The run.</param>
    /// <param name="source">The version it is pinned to; null when it cannot be found.</param>
    /// <returns>One place a frame.</returns>
    public IReadOnlyList<PlannedPlace> PlacesOf(RunState run, BotBundle? source) =>
        [.. run.Frames.Select(frame => PlaceOf(frame, run, source))];

    /// <summary>Rewrites the snapshot of a run for which no obstacle was found.</summary>
    public JsonObject Rewrite(JsonObject state)
    {
        state["botVersion"] = move.ToVersion;
        foreach (var frame in state["frames"]!.AsArray().OfType<JsonObject>()) // a snapshot has frames
        {
            var flow = (string)frame["flowId"]!; // and these their flow and node
            var (toFlow, toNode) = TargetOf(flow, (string)frame["nodeId"]!);
            (frame["flowId"], frame["nodeId"]) = (toFlow, toNode);
            foreach (var part in (string[])["visits", "outputs", "errors"])
            {
                RenameKeys(frame[part] as JsonObject, flow);
            }

            Rename(frame["handling"] as JsonObject, flow, "nodeId");
        }

        foreach (var step in (state["undoable"] as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            var flow = (string)step["flowId"]!; // a step has its flow and nodes
            step["flowId"] = TargetOf(flow, (string)step["nodeId"]!).Flow;
            Rename(step, flow, "nodeId");
            Rename(step, flow, "by");
        }

        return state;
    }

    private PlannedPlace PlaceOf(FrameState frame, RunState run, BotBundle? source)
    {
        var (flow, node) = TargetOf(frame.FlowId, frame.NodeId);
        var before = Find(source, frame.FlowId, frame.NodeId);
        var after = Find(target, flow, node);
        return new PlannedPlace(frame.FlowId, frame.NodeId, after is null ? null : flow, after is null ? null : node, Obstacle());

        string? Obstacle()
        {
            if (before is null)
            {
                return "The run stands at a node that its own version does not have.";
            }

            if (after is null)
            {
                return $"Version {move.ToVersion} has no node {flow}/{node}. Say which node takes its place.";
            }

            if ((after.Type, after.Version) != (before.Type, before.Version))
            {
                return $"{flow}/{node} is a {after.Type} in version {move.ToVersion}, and was a {before.Type}.";
            }

            if (frame.Bookmark is Bookmark.Job)
            {
                return "A call is in progress here; move the run when it has its result.";
            }

            return LostPart(frame, run) ?? LostCompensation(run);
        }
    }

    /// <summary>A part was opened from a port of its parent's node: the port must still be there.</summary>
    private string? LostPart(FrameState frame, RunState run)
    {
        if (frame.Part is not { } part || run.Frames.Find(f => f.Id == frame.Parent) is not { } parent)
        {
            return null;
        }

        var (flow, node) = TargetOf(parent.FlowId, parent.NodeId);
        var found = Find(target, flow, node);
        return
            found is not null
            && catalog.TryGet(found.Type, found.Version, out var type)
            && !type.Definition.PortsFor(found.Config).Any(p => p.Name == part)
            ? $"{flow}/{node} has no port {part} in version {move.ToVersion}."
            : null;
    }

    private string? LostCompensation(RunState run)
    {
        foreach (var step in run.Undoable ?? [])
        {
            var (flow, by) = TargetOf(step.FlowId, step.By);
            if (Find(target, flow, by) is null)
            {
                return $"Version {move.ToVersion} has no node {flow}/{by}, which undoes {step.NodeId}.";
            }
        }

        return null;
    }

    private (string Flow, string Node) TargetOf(string flow, string node) =>
        _nodes.TryGetValue($"{flow}/{node}", out var mapped) && mapped.Split('/') is [var toFlow, var toNode]
            ? (toFlow, toNode)
            : (flow, node);

    private void RenameKeys(JsonObject? values, string flow)
    {
        foreach (var (name, value) in values?.ToList() ?? [])
        {
            var renamed = TargetOf(flow, name).Node;
            if (renamed != name)
            {
                values!.Remove(name); // it has members
                values[renamed] = value;
            }
        }
    }

    private void Rename(JsonObject? values, string flow, string member)
    {
        if (values?[member] is { } name)
        {
            values[member] = TargetOf(flow, (string)name!).Node; // what is there is a text
        }
    }

    private static FlowNode? Find(BotBundle? bundle, string flow, string node) =>
        bundle is not null && bundle.Flows.TryGetValue(flow, out var found) ? found.Nodes.GetValueOrDefault(node) : null;
}

/// <summary>A place of a run in both versions.</summary>
/// <param name="Flow">Flow now.</param>
/// <param name="Node">Node now.</param>
/// <param name="ToFlow">Flow in the other version; null for none.</param>
/// <param name="ToNode">Node in the other version; null for none.</param>
/// <param name="Obstacle">What stands in the way; null for nothing.</param>
internal sealed record PlannedPlace(string Flow, string Node, string? ToFlow, string? ToNode, string? Obstacle);
