using FlowRuntime.Library;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Saving;

/// <summary>Whether the draft holds what is on the screen. A closed set.</summary>
internal abstract record SaveStatus
{
    private SaveStatus() { }

    public static SaveStatus Idle { get; } = new Quiet(null);

    public static SaveStatus Saved { get; } = new Quiet(null);

    public static SaveStatus Pending { get; } = new Busy(null);

    /// <summary>Saved together with what somebody else changed.</summary>
    public static SaveStatus SavedWith(string? person) =>
        person is null ? Saved : new Quiet(person);

    /// <summary>Words for the top bar.</summary>
    /// <param name="text">Texts of the editor.</param>
    public abstract string In(IStringLocalizer<EditorText> text);

    /// <summary>Nothing to save.</summary>
    internal sealed record Quiet(string? With) : SaveStatus
    {
        /// <inheritdoc/>
        public override string In(IStringLocalizer<EditorText> text) => With is null ? text["Draft saved"] : text["Draft saved, with what {0} changed", With];
    }

    /// <summary>A change is on its way, maybe together with what somebody else changed.</summary>
    internal sealed record Busy(string? With) : SaveStatus
    {
        /// <inheritdoc/>
        public override string In(IStringLocalizer<EditorText> text) => text["Saving …"];
    }

    /// <summary>Saving failed and is tried again with the next change.</summary>
    internal sealed record Failed(string Reason) : SaveStatus
    {
        /// <inheritdoc/>
        public override string In(IStringLocalizer<EditorText> text) => text["Not saved: {0}", Reason];
    }

    /// <summary>Somebody else changed the same things, or removed the flow; the person must choose.</summary>
    internal sealed record Stale(FlowDraft? Theirs) : SaveStatus
    {
        /// <inheritdoc/>
        public override string In(IStringLocalizer<EditorText> text) => text["Not saved: somebody else changed this flow"];
    }
}
