using System.Text.Json;
using FlowEngine.Running;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>One visit of a node in a run, in words and with its values.</summary>
/// <param name="FlowId">Flow of the node.</param>
/// <param name="NodeId">The node.</param>
/// <param name="Title">Its title.</param>
/// <param name="Category">Class of its category.</param>
/// <param name="Icon">Key of its icon.</param>
/// <param name="Words">What happened.</param>
/// <param name="Time">How long it took, such as <c>2 ms</c>.</param>
/// <param name="Failed">True when it failed.</param>
public sealed record RunStep(string FlowId, string NodeId, string Title, string Category, string Icon, string Words, string Time, bool Failed)
{
    /// <summary>Tells the step from all others of its run.</summary>
    public string Key { get; init; } = "";

    /// <summary>Title of the port that it left by; null for none.</summary>
    public string? Port { get; init; }

    /// <summary>What it gave on; undefined for nothing.</summary>
    public JsonElement Output { get; init; }

    /// <summary>True when its answer was made up.</summary>
    public bool IsMadeUp { get; init; }

    /// <summary>True when the node calls another system.</summary>
    public bool Calls { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public NodeError? Error { get; init; }

    /// <summary>Variables that it changed.</summary>
    public IReadOnlyList<RunValue> Changed { get; init; } = [];

    /// <summary>Variables by name as the node found them; null when nobody knows, as in a run of the live system.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Before { get; init; }
}

/// <summary>A value of a run under its name.</summary>
/// <param name="Name">Name of the variable.</param>
/// <param name="Value">Its value.</param>
public sealed record RunValue(string Name, JsonElement Value);
