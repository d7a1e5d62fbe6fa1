using System.Diagnostics;

namespace FlowRuntime.Tests.Crash;

/// <summary>One life of the host process.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;

    private HostProcess(Process process) => _process = process;

    public static HostProcess Start(string folder, Uri server)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(typeof(HostProcess).Assembly.Location);
        start.ArgumentList.Add(CrashHost.Argument);
        start.ArgumentList.Add(folder);
        start.ArgumentList.Add(server.ToString());
        return new HostProcess(Process.Start(start)!); // Without a shell a process is always started anew.
    }

    /// <summary>Next line of its answers; null once it is dead and everything it said was read.</summary>
    public Task<string?> ReadAsync(CancellationToken cancellationToken) =>
        _process.StandardOutput.ReadLineAsync(cancellationToken).AsTask();

    /// <summary>Writes lines; what a dead process does not read is lost.</summary>
    public async Task WriteAsync(IEnumerable<string> lines)
    {
        try
        {
            foreach (var line in lines)
            {
                await _process.StandardInput.WriteLineAsync(line);
            }

            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // Killed while we wrote: the lines without an answer are written to the next process.
        }
    }

    /// <summary><c>kill -9</c>.</summary>
    public void Kill() => _process.Kill();

    public async Task WaitForExitAsync(CancellationToken cancellationToken) =>
        await _process.WaitForExitAsync(cancellationToken);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
