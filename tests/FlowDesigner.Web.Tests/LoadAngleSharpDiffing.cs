using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace FlowDesigner.Web.Tests;

/// <summary>bunit was built against another version of AngleSharp.Diffing than can be restored everywhere; ours fits.</summary>
internal static class LoadAngleSharpDiffing
{
    [ModuleInitializer]
    internal static void Resolve() =>
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name == "AngleSharp.Diffing"
                ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll"))
                : null;
}
