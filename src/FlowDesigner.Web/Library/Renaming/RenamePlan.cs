using FlowDesigner.Web.Library.Finding;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Library.Renaming;

/// <summary>What a rename would change.</summary>
/// <param name="After">The bot as it would be; as it is when the rename is refused.</param>
/// <param name="Edits">Texts that change, beside the declaration itself.</param>
/// <param name="Mentions">Texts that may mean the thing and stay as they are.</param>
/// <param name="Refusal">Why it cannot be done.</param>
internal sealed record RenamePlan(BotBundle After, IReadOnlyList<TextEdit> Edits, IReadOnlyList<Spot> Mentions, RenameRefusal Refusal);

/// <summary>A text that changes.</summary>
/// <param name="At">Where it stands, and what stands there.</param>
/// <param name="After">What will stand there.</param>
internal sealed record TextEdit(Spot At, string After);

/// <summary>Why a rename cannot be done.</summary>
internal enum RenameRefusal
{
    /// <summary>It can be done.</summary>
    None,

    /// <summary>The name is not spelt as such names are.</summary>
    NoName,

    /// <summary>The thing has that name already.</summary>
    Same,

    /// <summary>Another thing has that name, or would be hidden by it.</summary>
    Taken,
}
