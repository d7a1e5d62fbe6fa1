namespace FlowRuntime.Credentials.Vaults;

/// <summary>Secrets in files below one folder, as Docker and Kubernetes mount them.</summary>
internal sealed class FileVault(string folder, TimeSpan freshFor) : IExternalVault
{
    /// <summary>Largest file. Unit: bytes.</summary>
    private const int Largest = 64 * 1024;

    public async Task<ExternalSecret> ReadAsync(string path, string? key, CancellationToken cancellationToken)
    {
        if (key is not null)
        {
            throw new ExternalVaultException($"A file has one value: leave out #{key}.");
        }

        var file = Locate(path);
        try
        {
            if (new FileInfo(file).Length > Largest)
            {
                throw new ExternalVaultException($"The file {path} is larger than {Largest / 1024} kB.");
            }

            // An editor or echo ends a file with a line end that is no part of the secret.
            var text = await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false);
            var secret = text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
            return secret.Length > 0
                ? new ExternalSecret(secret, freshFor)
                : throw new ExternalVaultException($"The file {path} is empty.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExternalVaultException($"The file {path} is not there or cannot be read.", inner: e);
        }
    }

    private string Locate(string path)
    {
        var root = Final(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        var wanted = Path.GetFullPath(Path.Combine(root, path));
        // Kubernetes mounts secrets as links to files in the same folder: where a link leads decides.
        return wanted.StartsWith(root, StringComparison.Ordinal) && Final(wanted).StartsWith(root, StringComparison.Ordinal)
            ? wanted
            : throw new ExternalVaultException("A path must stay inside of the vault's folder.");
    }

    /// <summary>The path with every link on the way followed.</summary>
    private static string Final(string path)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
        {
            return path;
        }

        var here = Path.Combine(Final(parent), Path.GetFileName(path));
        try
        {
            var link = Directory.Exists(here) ? Directory.ResolveLinkTarget(here, returnFinalTarget: true) : File.ResolveLinkTarget(here, returnFinalTarget: true);
            return link?.FullName ?? here;
        }
        catch (IOException)
        {
            // Nothing is there: reading it will say so.
            return here;
        }
    }
}
