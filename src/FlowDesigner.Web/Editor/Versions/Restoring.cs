using FlowRuntime.Library;

namespace FlowDesigner.Web.Editor.Versions;

/// <summary>Brings what a version holds back into the draft.</summary>
internal static class Restoring
{
    /// <summary>Replaces a flow of the draft, or all of it.</summary>
    /// <param name="library">Where drafts and versions are.</param>
    /// <param name="botId">The bot.</param>
    /// <param name="flowId">The flow; null for the whole bot.</param>
    /// <param name="version">The version.</param>
    /// <param name="actor">Who restores.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it is not there, or somebody saved in between.</returns>
    public static async Task<bool> RestoreAsync(
        IFlowLibrary library,
        string botId,
        string? flowId,
        int version,
        string actor,
        CancellationToken cancellationToken
    )
    {
        if (await library.FindVersionAsync(botId, version, cancellationToken) is not { } bundle)
        {
            return false;
        }

        if (flowId is null)
        {
            var draft = await library.FindAsync(botId, cancellationToken);
            return (await library.SaveAsync(bundle, draft?.ETag, actor, cancellationToken)).Saved;
        }

        if (!bundle.Flows.TryGetValue(flowId, out var flow))
        {
            return false;
        }

        var current = await library.FindFlowAsync(botId, flowId, cancellationToken);
        return (await library.SaveFlowAsync(botId, flow, current?.Revision ?? 0, actor, cancellationToken)).Saved;
    }
}
