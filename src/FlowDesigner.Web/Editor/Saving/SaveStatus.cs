using FlowRuntime.Library;

namespace FlowDesigner.Web.Editor.Saving;

/// <summary>Whether the draft holds what is on the screen. A closed set.</summary>
internal abstract record SaveStatus
{
    private SaveStatus() { }

    public static SaveStatus Idle { get; } = new Quiet("Draft saved");

    public static SaveStatus Saved { get; } = new Quiet("Draft saved");

    public static SaveStatus Pending { get; } = new Busy(null);

    /// <summary>Saved together with what somebody else changed.</summary>
    public static SaveStatus SavedWith(string? person) =>
        person is null ? Saved : new Quiet($"Draft saved, with what {person} changed");

    /// <summary>Words for the top bar.</summary>
    public abstract string Words { get; }

    /// <summary>Nothing to save.</summary>
    internal sealed record Quiet(string Text) : SaveStatus
    {
        /// <inheritdoc/>
        public override string Words => Text;
    }

    /// <summary>A change is on its way, maybe together with what somebody else changed.</summary>
    internal sealed record Busy(string? With) : SaveStatus
    {
        /// <inheritdoc/>
        public override string Words => "Saving …";
    }

    /// <summary>Saving failed and is tried again with the next change.</summary>
    internal sealed record Failed(string Reason) : SaveStatus
    {
        /// <inheritdoc/>
        public override string Words => $"Not saved: {Reason}";
    }

    /// <summary>Somebody else changed the same things, or removed the flow; the person must choose.</summary>
    internal sealed record Stale(FlowDraft? Theirs) : SaveStatus
    {
        /// <inheritdoc/>
        public override string Words => "Not saved: somebody else changed this flow";
    }
}
