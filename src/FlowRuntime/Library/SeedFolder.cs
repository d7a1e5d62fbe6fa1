namespace FlowRuntime.Library;

/// <summary>Finds the folder of sample bots.</summary>
internal static class SeedFolder
{
    private const string Name = "flows";

    /// <summary>Says where the sample bots are.</summary>
    /// <param name="configured">Folder from the configuration; empty for none; null for the <c>flows</c> that came with the program.</param>
    /// <param name="program">Folder of the program; the first <c>flows</c> here or in a folder above is taken.</param>
    /// <returns>An absolute path; null when nothing is seeded.</returns>
    public static string? Resolve(string? configured, string program)
    {
        if (configured is not null)
        {
            return string.IsNullOrWhiteSpace(configured) ? null : Path.GetFullPath(configured);
        }

        for (var folder = new DirectoryInfo(program); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, Name);
            if (FlowEngine.Definition.BotFolder.Find(candidate).Count > 0)
            {
                return candidate;
            }
        }

        return null;
    }
}
