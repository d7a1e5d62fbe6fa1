using System.Collections.Concurrent;
using FlowEngine.Compilation;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowEngine.Understanding;
using FlowRuntime.Library;

namespace FlowRuntime.Dispatch;

/// <summary>The published versions of all bots, each compiled once.</summary>
internal sealed class PublishedBots(
    IFlowLibrary library,
    LiveVersions live,
    NodeCatalog catalog,
    IExpressionEngine expressions,
    IUnderstandingFactory understanding,
    FlowInterpreter interpreter
) : IBotSource
{
    private readonly ConcurrentDictionary<(string BotId, int Version), Task<RunnableBot?>> _compiled = new();

    /// <inheritdoc/>
    public async ValueTask<RunnableBot?> FindLiveAsync(string botId, CancellationToken cancellationToken)
    {
        return await live.FindAsync(botId, cancellationToken).ConfigureAwait(false) is { } version
            ? await FindAsync(botId, version, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<RunnableBot?> FindAsync(string botId, int version, CancellationToken cancellationToken)
    {
        var key = (botId, version);
        var compiling = _compiled.GetOrAdd(key, k => CompileAsync(k.BotId, k.Version));
        try
        {
            var bot = await compiling.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (bot is not null)
            {
                return bot;
            }
        }
        catch when (compiling.IsFaulted)
        {
            _compiled.TryRemove(KeyValuePair.Create(key, compiling));
            throw;
        }

        // Not there yet is no answer to remember.
        _compiled.TryRemove(KeyValuePair.Create(key, compiling));
        return null;
    }

    private async Task<RunnableBot?> CompileAsync(string botId, int version)
    {
        // Shared by all who wait for it, so no single one of them may cancel it.
        var bundle = await library.FindVersionAsync(botId, version, CancellationToken.None).ConfigureAwait(false);
        return bundle is null
            ? null
            : new CompiledBot(
                BotProgram.Compile(bundle, version, catalog, expressions, understanding.Create(bundle.Bot)),
                interpreter
            );
    }
}
