using System.Reflection;

namespace EndToEnd.Tests.Running;

/// <summary>Where things lie in the working copy.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string TestFolder { get; } = Path.Combine(Root, "tests", "EndToEnd.Tests");

    /// <summary>The product as it was built together with these tests.</summary>
    public static string Product { get; } =
        Path.Combine(Root, "src", "FlowDesigner.Web", "bin", Configuration, "net10.0", "FlowDesigner.Web.dll");

    /// <summary>A folder with the sample plug-in, as it was built together with these tests.</summary>
    public static string SamplePlugins { get; } = Path.Combine(Root, "docs", "samples", "Acme.Loyalty", "bin", Configuration);

    private static string Configuration =>
        typeof(Repository)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "Configuration")
            .Value!; // written by the project file

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FlowStudio.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}
