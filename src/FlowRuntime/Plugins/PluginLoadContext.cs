using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.Loader;
using FlowEngine.Connecting;

namespace FlowRuntime.Plugins;

/// <summary>
/// Where the assemblies of one plug-in live: apart from other plug-ins, with its own dependencies, but with the engine and
/// the framework of the product, so that their types are the same on both sides.
/// </summary>
internal sealed class PluginLoadContext(string id, string assembly) : AssemblyLoadContext($"plug-in {id}", isCollectible: true)
{
    /// <summary>The engine, and what its public types speak of: a copy beside the plug-in would have other types.</summary>
    private static readonly FrozenSet<string> Shared = typeof(IConnectorPlugin)
        .Assembly.GetReferencedAssemblies()
        .Append(typeof(IConnectorPlugin).Assembly.GetName())
        .Select(a => a.Name!) // an assembly that is referenced has a name
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly AssemblyDependencyResolver _resolver = new(assembly);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name is { } name && !Shared.Contains(name) && _resolver.ResolveAssemblyToPath(assemblyName) is { } path
            ? LoadFromAssemblyPath(path)
            : null; // by the product, as far as it has it

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : nint.Zero;
}
