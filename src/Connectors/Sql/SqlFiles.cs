using FlowEngine.Connecting;

namespace Connectors.Sql;

/// <summary>
/// Where SQLite files may lie. A connection names a file below <paramref name="Folder"/>, and symbolic links are followed
/// before it is decided whether it lies there.
/// </summary>
/// <param name="Folder">Folder of the files; relative paths count from where the program was started.</param>
/// <param name="Closed">Folders whose files are never opened, even where they lie inside of it: the product's own data.</param>
public sealed record SqlFiles(string Folder, IReadOnlyList<string> Closed)
{
    private const string Code = "connection.file";

    private static readonly StringComparison Names =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Finds a file.</summary>
    /// <param name="path">Path below the folder, as a connection names it.</param>
    /// <returns>Its absolute path, without any symbolic link in it.</returns>
    /// <exception cref="ConnectionRefusedException">There is none, or it may not be opened (<c>connection.file</c>).</exception>
    internal string Find(string path)
    {
        var folder = Follow(Path.GetFullPath(Folder));
        if (Path.IsPathRooted(path) || path.Contains(':', StringComparison.Ordinal) || path.Split('/', '\\').Contains(".."))
        {
            throw new ConnectionRefusedException(Code, "Name the file by its path below the folder of database files, for example shop.db.");
        }

        var file = Follow(Path.GetFullPath(Path.Combine(folder, path)));
        if (!IsInside(file, folder) || Closed.Any(c => IsInside(file, Follow(Path.GetFullPath(c)))))
        {
            throw new ConnectionRefusedException(
                Code,
                $"The file {path} does not lie in the folder of database files, or belongs to FlowStudio itself. Choose another file."
            );
        }

        return File.Exists(file)
            ? file
            : throw new ConnectionRefusedException(
                Code,
                $"There is no file {path} in the folder of database files. The administrator puts it there; the folder is set by FlowStudio__Sql__Folder."
            );
    }

    /// <summary>The path with every symbolic link in it followed.</summary>
    private static string Follow(string path)
    {
        var root = Path.GetPathRoot(path)!; // a full path has a root
        var real = root;
        foreach (var part in path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            var entry = new FileInfo(real);
            if (entry.LinkTarget is not null && entry.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            {
                // The target may itself lie behind a link higher up.
                real = Follow(Path.GetFullPath(target.FullName));
            }
        }

        return real;
    }

    private static bool IsInside(string path, string folder) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, Names);
}
