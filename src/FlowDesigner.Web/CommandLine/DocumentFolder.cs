namespace FlowDesigner.Web.CommandLine;

/// <summary>The files beside a document, and nothing outside their folder, whatever a document refers to.</summary>
/// <param name="folder">The folder.</param>
internal sealed class DocumentFolder(string folder)
{
    private const long MaxBytes = 64 * 1024 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path relative to the folder.</param>
    /// <returns>Its bytes; null when there is none, or it lies outside by way of a link.</returns>
    public ReadOnlyMemory<byte>? Find(string path)
    {
        var file = new FileInfo(Path.GetFullPath(Path.Combine(folder, path)));
        if (!IsInside(file.FullName) || !file.Exists || file.Length > MaxBytes || LeadsOut(file))
        {
            return null;
        }

        return File.ReadAllBytes(file.FullName);
    }

    private bool LeadsOut(FileInfo file)
    {
        for (FileSystemInfo? step = file; step is not null && IsInside(step.FullName); step = ParentOf(step))
        {
            if (step.LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static DirectoryInfo? ParentOf(FileSystemInfo step) => step is FileInfo file ? file.Directory : ((DirectoryInfo)step).Parent;

    private bool IsInside(string path) => path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
