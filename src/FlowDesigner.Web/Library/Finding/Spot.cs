using FlowEngine.Nodes;

namespace FlowDesigner.Web.Library.Finding;

/// <summary>One text of a bot, and where it stands.</summary>
/// <param name="Part">What of the bot it is.</param>
/// <param name="Owner">Id of the intent, entity, variable, connection or test that it belongs to; null in nodes and notes.</param>
/// <param name="FlowId">Its flow; null for the bot itself and its tests.</param>
/// <param name="NodeId">Its node; null outside nodes.</param>
/// <param name="Path">Steps to it inside the settings of the node, or inside the test.</param>
/// <param name="Text">What stands there.</param>
/// <param name="Field">What the definition of the node says of it; null when it says nothing.</param>
/// <param name="IsKey">Whether it is the name of a member, not its value.</param>
public sealed record Spot(
    SpotPart Part,
    string? Owner,
    string? FlowId,
    string? NodeId,
    IReadOnlyList<string> Path,
    string Text,
    FieldDefinition? Field = null,
    bool IsKey = false
);

/// <summary>What of a bot a text belongs to.</summary>
public enum SpotPart
{
    /// <summary>The name of the bot.</summary>
    Bot,

    /// <summary>An intent: its id or a phrase.</summary>
    Intent,

    /// <summary>An entity: its id, its pattern, a value or a synonym.</summary>
    Entity,

    /// <summary>A connection that the bot uses.</summary>
    Connection,

    /// <summary>The flow that answers when nothing else does.</summary>
    Fallback,

    /// <summary>The flow that a command begins.</summary>
    Command,

    /// <summary>An intent that is offered when a message is not understood.</summary>
    Suggestion,

    /// <summary>The connection to the system that is asked for a second opinion.</summary>
    Opinion,

    /// <summary>A variable of the bot or a flow: its name or what it is for.</summary>
    Variable,

    /// <summary>The id or the name of a flow.</summary>
    Flow,

    /// <summary>A note on the canvas.</summary>
    Note,

    /// <summary>A frame around nodes.</summary>
    Group,

    /// <summary>Id, name or type of a node.</summary>
    Node,

    /// <summary>A setting of a node.</summary>
    Setting,

    /// <summary>A test of the bot.</summary>
    Test,
}
