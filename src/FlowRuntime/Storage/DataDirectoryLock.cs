using FlowRuntime.Hosting;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Storage;

/// <summary>Owns the data directory for this process, from construction until disposed; the system frees it when the process dies.</summary>
internal sealed class DataDirectoryLock : IDisposable
{
    private readonly FileStream _file;

    public DataDirectoryLock(IOptions<StudioOptions> options)
    {
        Folder = Path.GetFullPath(options.Value.DataDirectory);
        Directory.CreateDirectory(Folder);
        var path = Path.Combine(Folder, "studio.lock");
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new DataDirectoryInUseException(
                $"Another FlowStudio process uses the data directory {Folder}. Stop it, or give this one "
                    + "a folder of its own with FlowStudio__DataDirectory.",
                e
            );
        }
    }

    /// <summary>Absolute path of the data directory.</summary>
    public string Folder { get; }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
