using System.Security.Cryptography;
using FlowRuntime.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Credentials;

/// <summary>Brings the key-encryption keys from configuration, from a file elsewhere or from the data directory.</summary>
internal sealed partial class VaultKeys(
    IOptions<VaultOptions> vault,
    IOptions<StudioOptions> studio,
    ILogger<VaultKeys> logger
)
{
    private const string FileName = "vault.key";

    private readonly Lock _lock = new();
    private KeyRing? _ring;

    /// <summary>The keys; read once, and made where there is no secret yet that another key could have sealed.</summary>
    /// <param name="hasSecrets">True when the database holds secrets, so that a new key cannot be the right one.</param>
    /// <returns>The ring.</returns>
    /// <exception cref="VaultException">The keys cannot be had.</exception>
    public KeyRing Load(bool hasSecrets)
    {
        lock (_lock)
        {
            return _ring ??= Read(hasSecrets);
        }
    }

    /// <summary>The keys after <see cref="Load"/>.</summary>
    public KeyRing Ring => _ring ?? throw new VaultException("The vault is not open yet.");

    private KeyRing Read(bool hasSecrets)
    {
        if (!string.IsNullOrWhiteSpace(vault.Value.Key))
        {
            return KeyRing.Parse(vault.Value.Key.Split(','), $"{VaultOptions.SectionName}:{nameof(VaultOptions.Key)}");
        }

        var directory = Path.GetFullPath(studio.Value.DataDirectory);
        var file = string.IsNullOrWhiteSpace(vault.Value.KeyFile)
            ? Path.Combine(directory, FileName)
            : Path.GetFullPath(vault.Value.KeyFile);
        if (!File.Exists(file))
        {
            if (hasSecrets)
            {
                throw new VaultException(
                    $"The vault's key file {file} is missing, and the database holds secrets that only its key opens. Restore the file, or set {VaultOptions.SectionName}:{nameof(VaultOptions.KeyFile)} to where it is now."
                );
            }

            Create(file);
        }

        Inspect(file, directory);
        return KeyRing.Parse(File.ReadLines(file), file);
    }

    private void Create(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!); // a full path of a file has a directory
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(file, options);
        writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyRing.KeyBytes)));
        LogCreated(file);
    }

    private void Inspect(string file, string dataDirectory)
    {
        if (Path.GetFullPath(file).StartsWith(dataDirectory + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            LogBesideTheData(file, $"{VaultOptions.SectionName}:{nameof(VaultOptions.KeyFile)}");
        }

        const UnixFileMode Others =
            UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0)
        {
            LogReadableByOthers(file);
        }
    }

    [LoggerMessage(4001, LogLevel.Information, "Made the vault's key file {File}. Without it no stored credential can be read: keep a copy apart from the backups.")]
    private partial void LogCreated(string file);

    [LoggerMessage(4002, LogLevel.Warning, "The vault's key file {File} lies beside the data it protects: who copies the folder has both. Move it and set {Setting}.")]
    private partial void LogBesideTheData(string file, string setting);

    [LoggerMessage(4003, LogLevel.Warning, "Other users of this machine may read or write the vault's key file {File}. Allow only its owner (mode 0600).")]
    private partial void LogReadableByOthers(string file);
}
