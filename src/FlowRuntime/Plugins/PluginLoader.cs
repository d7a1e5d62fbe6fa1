using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Plugins;

/// <summary>Runs the code of a plug-in for the first time: within a deadline, and whatever it throws becomes a reason.</summary>
internal sealed class PluginLoader(IOptions<PluginOptions> options, PluginGuard guard, TimeProvider time)
{
    /// <summary>Loads a plug-in.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Where it lives, and its connectors, checked and guarded.</returns>
    /// <exception cref="PluginException">It cannot be used.</exception>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a plug-in throws becomes the reason why it is not in use.")]
    public async Task<LoadedPlugin> LoadAsync(string folder, PluginManifest manifest, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(Path.Combine(folder, manifest.Assembly));
        if (!File.Exists(path))
        {
            throw new PluginException($"{manifest.Assembly} is not in its folder.");
        }

        PluginLoadContext? context = null;
        var deadline = TimeSpan.FromSeconds(options.Value.LoadSeconds);
        try
        {
            context = new PluginLoadContext(manifest.Id, path);
            // On a thread of its own: constructors and initializers of the plug-in run, and may block.
            var loading = Task.Run(() => ConnectorsOf(context.LoadFromAssemblyPath(path)), cancellationToken);
            var connectors = await loading.WaitAsync(deadline, time, cancellationToken).ConfigureAwait(false);
            return new LoadedPlugin(context, [.. connectors.Select(c => guard.Wrap(c, manifest))]);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            context?.Unload();
            throw e as PluginException ?? new PluginException(e is TimeoutException ? $"It was not loaded within {deadline.TotalSeconds:0.#} seconds." : Words(e), e);
        }
    }

    private static List<ConnectorDefinition> ConnectorsOf(Assembly assembly)
    {
        var entries = assembly
            .GetExportedTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false } && typeof(IConnectorPlugin).IsAssignableFrom(t))
            .ToList();
        if (entries is not [var entry])
        {
            throw new PluginException(
                $"{assembly.GetName().Name} has {entries.Count} public classes that implement {nameof(IConnectorPlugin)}; exactly one is needed."
            );
        }

        if (entry.GetConstructor(Type.EmptyTypes) is null)
        {
            throw new PluginException($"{entry.Name} needs a public constructor without parameters.");
        }

        var plugin = (IConnectorPlugin)Activator.CreateInstance(entry)!; // never null for a class
        var connectors = plugin.Connectors.ToList();
        if (connectors.Count == 0)
        {
            throw new PluginException("It brings no connector.");
        }

        foreach (var connector in connectors)
        {
            if (ConnectorCheck.Find(connector).FirstOrDefault(p => p.Severity == ProblemSeverity.Error) is { } problem)
            {
                throw new PluginException($"Its connector {connector.Key} is not valid at {problem.Pointer}: {problem.Message}");
            }
        }

        return connectors;
    }

    /// <summary>What the runtime says of assemblies helps; what the plug-in's own code throws may hold anything and goes to the log.</summary>
    private static string Words(Exception e) =>
        e is TargetInvocationException { InnerException: { } thrown } ? Words(thrown)
        : e is TypeInitializationException { InnerException: { } inner } ? Words(inner)
        : e is BadImageFormatException ? "Its assembly is no .NET assembly, or built for another platform."
        : e is FileNotFoundException { FileName: { } file } ? $"It needs {file.Split(',')[0]}, which is not in its folder."
        : e is TypeLoadException or MissingMemberException ? $"It was built for another version of FlowStudio: {e.Message}"
        : $"Its code threw {e.GetType().Name} while it was loaded; the log has the details.";
}

/// <summary>A plug-in that has been loaded.</summary>
/// <param name="Context">Where its assemblies live.</param>
/// <param name="Connectors">Its connectors, guarded.</param>
internal sealed record LoadedPlugin(PluginLoadContext Context, IReadOnlyList<ConnectorDefinition> Connectors);
