using FlowDesigner.Web.Editor.Problems;
using FlowEngine.Definition;
using FlowRuntime.Library;

namespace FlowDesigner.Web.Editor.Saving;

/// <summary>Saves changes of the bot around the flow: small edits on what is stored now, so nobody's work is overwritten.</summary>
internal sealed class BotSaver(EditorState state, DraftSaver drafts, DraftChecker checker, IFlowLibrary library, SaveTarget target)
{
    private const int Attempts = 3;

    /// <summary>Applies an edit to the stored bot and saves it.</summary>
    /// <param name="change">The edit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why it could not be saved; null when it was.</returns>
    public async Task<string?> ChangeAsync(Func<BotDefinition, BotDefinition> change, CancellationToken cancellationToken)
    {
        // The bundle is saved as a whole: what is on the screen goes first, so that it holds our own latest change.
        if (!await drafts.SaveAsync(cancellationToken))
        {
            return state.T["The flow could not be saved yet, so the bot was not changed. Try again when the flow is saved."];
        }

        var mine = state.Flow;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await library.FindAsync(target.BotId, cancellationToken) is not { } draft)
            {
                return state.T["This bot was removed by somebody else."];
            }

            var bundle = draft.Bundle with { Bot = change(draft.Bundle.Bot) };
            var result = await library.SaveAsync(bundle, draft.ETag, target.Actor, cancellationToken);
            if (result.Saved)
            {
                checker.Around(bundle);
                state.ChangeBot(bundle.Bot);
                await CatchUpAsync(mine, cancellationToken);
                return null;
            }
        }

        return state.T["Others are changing this bot right now. Try again in a moment."];
    }

    // Saving the bundle may have given our own flow a new revision; if it still is what we saved, nobody came between.
    private async Task CatchUpAsync(FlowDefinition mine, CancellationToken cancellationToken)
    {
        var current = await library.FindFlowAsync(target.BotId, state.Flow.Id, cancellationToken);
        if (current is not null && FlowDocument.Write(current.Flow).AsSpan().SequenceEqual(FlowDocument.Write(mine)))
        {
            state.Saved(current.Revision, state.SavedChange, current.Flow);
        }
    }
}
