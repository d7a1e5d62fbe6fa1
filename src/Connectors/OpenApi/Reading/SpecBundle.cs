namespace Connectors.OpenApi.Reading;

/// <summary>The files of a document. Files are read when a reference first leads to them; nothing is ever fetched.</summary>
/// <param name="files">Gives a file by its path, relative to the main file; null when there is none.</param>
/// <param name="limits">What is too much.</param>
/// <param name="cancellationToken">Gives up.</param>
internal sealed class SpecBundle(Func<string, ReadOnlyMemory<byte>?>? files, ReadLimits limits, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, SpecFile?> _files = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>References that lead to no file here.</summary>
    public SortedSet<string> Missing { get; } = new(StringComparer.Ordinal);

    /// <summary>Opens the main file.</summary>
    /// <param name="document">Its bytes.</param>
    /// <returns>The file.</returns>
    public SpecFile Open(ReadOnlyMemory<byte> document)
    {
        _bytes = document.Length;
        var main = new SpecFile("", DocumentText.Read(document, limits, cancellationToken), this);
        _files[""] = main;
        return main;
    }

    /// <summary>Gives up when time is over.</summary>
    public void Check() => cancellationToken.ThrowIfCancellationRequested();

    /// <summary>Finds a file.</summary>
    /// <param name="from">Name of the file that refers to it.</param>
    /// <param name="reference">The reference, without its fragment.</param>
    /// <returns>The file; null when it is not in the bundle.</returns>
    public SpecFile? Find(string from, string reference)
    {
        if (PathOf(from, reference) is not { } path)
        {
            Missing.Add(reference);
            return null;
        }

        if (_files.TryGetValue(path, out var known))
        {
            return known;
        }

        SpecFile? file = null;
        if (files?.Invoke(path) is { } bytes)
        {
            if (_files.Count >= limits.MaxFiles || (_bytes += bytes.Length) > limits.MaxBytes)
            {
                throw new DocumentRefusedException(
                    "openapi.size",
                    $"The document has more than {limits.MaxFiles} files or {limits.MaxBytes / 1024 / 1024} MB in all of them."
                );
            }

            file = new SpecFile(path, DocumentText.Read(bytes, limits, cancellationToken), this);
        }
        else
        {
            Missing.Add(reference);
        }

        return _files[path] = file;
    }

    /// <summary>Path below the main file's folder; null when it leads out of it or to another host.</summary>
    private static string? PathOf(string from, string reference)
    {
        if (reference.Contains(':', StringComparison.Ordinal) || reference.StartsWith('/') || reference.Contains('\\', StringComparison.Ordinal))
        {
            return null;
        }

        var parts = from.Split('/')[..^1].ToList();
        foreach (var part in Uri.UnescapeDataString(reference).Split('/'))
        {
            switch (part)
            {
                case "" or ".":
                    break;
                case "..":
                    if (parts.Count == 0)
                    {
                        return null;
                    }

                    parts.RemoveAt(parts.Count - 1);
                    break;
                default:
                    parts.Add(part);
                    break;
            }
        }

        return parts.Count == 0 ? null : string.Join('/', parts);
    }
}
