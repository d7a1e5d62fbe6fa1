namespace TestKit;

/// <summary>Where the sources under test stand.</summary>
public static class Repository
{
    /// <summary>The folder with the solution file.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>A path below the root.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FlowStudio.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No FlowStudio.sln above {start}.");
    }
}
