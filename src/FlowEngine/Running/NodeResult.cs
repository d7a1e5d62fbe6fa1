using System.Text.Json;
using FlowEngine.Conversing;

namespace FlowEngine.Running;

/// <summary>What came of one attempt to execute a node. A closed set the interpreter switches over.</summary>
public abstract record NodeResult
{
    private NodeResult() { }

    /// <summary>The node is done and leaves by a port.</summary>
    /// <param name="Port">Name of one of the node's ports.</param>
    /// <param name="Output">What expressions read as <c>nodes.id.output</c>; undefined for none.</param>
    public sealed record Completed(string Port, JsonElement Output = default) : NodeResult;

    /// <summary>The node failed in a foreseen way and leaves by <c>error</c>.</summary>
    /// <param name="Error">What happened.</param>
    public sealed record Failed(NodeError Error) : NodeResult;

    /// <summary>The node waits; the run resumes at it when the bookmark is met.</summary>
    /// <param name="Bookmark">What it waits for.</param>
    public sealed record Suspended(Bookmark Bookmark) : NodeResult;

    /// <summary>The run ends here, whatever frames are open.</summary>
    /// <param name="Reason">Word for the journal, for example <c>end</c> or <c>handoff</c>.</param>
    public sealed record Ended(string Reason) : NodeResult;

    /// <summary>
    /// The visitor's message is about something else: the flow of that intent runs first, then the node is woken again
    /// with <see cref="TurnInput.CameBack"/>. Ask <see cref="NodeContext.FindInterruption"/> before.
    /// </summary>
    /// <param name="Intent">Id of the intent.</param>
    public sealed record Digressed(string Intent) : NodeResult;

    /// <summary>The visitor's message is a command: the engine obeys. Ask <see cref="NodeContext.FindCommand"/> before.</summary>
    /// <param name="Command">The command.</param>
    public sealed record Commanded(DialogueCommand Command) : NodeResult;

    /// <summary>The node waits for the frames that it has opened.</summary>
    /// <param name="DueAt">When it is woken even if they go on, UTC; null for never.</param>
    internal sealed record Holding(DateTimeOffset? DueAt = null) : NodeResult;

    /// <summary>Parallel branches are joined: the frame goes on at their join, or ends where they have none.</summary>
    /// <param name="Join">Index of the join; below 0 for none.</param>
    internal sealed record Joined(int Join) : NodeResult;

    /// <summary>The visitor takes back the answer to the question before, which is answered once more.</summary>
    /// <param name="Node">Index of the node that asked it.</param>
    /// <param name="Text">What is meant instead.</param>
    internal sealed record Corrected(int Node, string Text) : NodeResult;

    /// <summary>The enclosing loop ends.</summary>
    internal sealed record Broke : NodeResult;
}

/// <summary>A foreseen failure.</summary>
/// <param name="Code">Stable code such as <c>http.timeout</c>.</param>
/// <param name="Message">Sentence for the analyst; never holds a secret.</param>
/// <param name="Retryable">True when the same call may succeed later and repeating it is safe.</param>
/// <param name="RetryAfter">How long the other side asked to wait; null when it did not.</param>
public sealed record NodeError(string Code, string Message, bool Retryable, TimeSpan? RetryAfter = null);
