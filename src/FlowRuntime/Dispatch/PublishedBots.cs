using System.Collections.Concurrent;
using FlowEngine.Compilation;
using FlowEngine.Connecting;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowEngine.Understanding;
using FlowRuntime.Library;

namespace FlowRuntime.Dispatch;

/// <summary>
/// The published versions of all bots, each compiled once, and again when a connector that they use came or was replaced.
/// </summary>
internal sealed class PublishedBots : IBotSource, IDisposable
{
    /// <summary>Learning takes a small bot less than that; a large one is understood by comparing words until it is learned.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<(string BotId, int Version), Task<RunnableBot?>> _compiled = new();
    private readonly IFlowLibrary _library;
    private readonly LiveVersions _live;
    private readonly NodeCatalog _catalog;
    private readonly IExpressionEngine _expressions;
    private readonly IUnderstandingFactory _understanding;
    private readonly FlowInterpreter _interpreter;

    public PublishedBots(
        IFlowLibrary library,
        LiveVersions live,
        NodeCatalog catalog,
        IExpressionEngine expressions,
        IUnderstandingFactory understanding,
        FlowInterpreter interpreter
    )
    {
        (_library, _live, _catalog) = (library, live, catalog);
        (_expressions, _understanding, _interpreter) = (expressions, understanding, interpreter);
        _catalog.Changed += ForgetUsers;
    }

    public void Dispose() => _catalog.Changed -= ForgetUsers;

    /// <inheritdoc/>
    public async ValueTask<RunnableBot?> FindLiveAsync(string botId, CancellationToken cancellationToken)
    {
        return await _live.FindAsync(botId, cancellationToken).ConfigureAwait(false) is { } version
            ? await FindAsync(botId, version, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<RunnableBot?> FindAsync(string botId, int version, CancellationToken cancellationToken)
    {
        var key = (BotAddress.Parse(botId).BotId, version);
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
        var bundle = await _library.FindVersionAsync(botId, version, CancellationToken.None).ConfigureAwait(false);
        if (bundle is null)
        {
            return null;
        }

        var understanding = await _understanding.CreateAsync(bundle.Bot, Patience, CancellationToken.None).ConfigureAwait(false);
        return new CompiledBot(
            BotProgram.Compile(bundle, version, _catalog, _expressions, understanding),
            bundle.Flows.Values.SelectMany(f => f.Nodes.Values).Select(n => n.Type).ToHashSet(StringComparer.Ordinal),
            _interpreter
        );
    }

    /// <summary>A bot whose node types merely left keeps running as it was compiled.</summary>
    private void ForgetUsers(object? sender, CatalogChangedEventArgs change)
    {
        foreach (var entry in _compiled)
        {
            // One that is being compiled may have seen the catalog as it was.
            if (entry.Value is not { IsCompletedSuccessfully: true, Result: CompiledBot bot } || bot.NodeTypes.Overlaps(change.Added))
            {
                _compiled.TryRemove(entry);
            }
        }
    }
}
