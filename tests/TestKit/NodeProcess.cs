using System.Diagnostics;

namespace TestKit;

/// <summary>A program of Node that a test talks with, line by line. It ends with its input.</summary>
public sealed class NodeProcess : IAsyncDisposable
{
    // A helper that is silent for so long says nothing any more: the test fails instead of hanging.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly string _script;

    private NodeProcess(Process process, string script) => (_process, _script) = (process, script);

    /// <summary>Starts a script.</summary>
    /// <param name="folder">Folder of the test project below <c>tests</c>, where its packages are.</param>
    /// <param name="script">Path of the script in that folder.</param>
    /// <param name="arguments">What the script is given.</param>
    /// <returns>The running program.</returns>
    public static NodeProcess Start(string folder, string script, params IEnumerable<string> arguments)
    {
        var process = Process.Start(
            new ProcessStartInfo("node", [script, .. arguments])
            {
                WorkingDirectory = Repository.PathOf("tests", folder),
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!; // a program that cannot be started throws
        return new NodeProcess(process, script);
    }

    /// <summary>The next line that the program writes.</summary>
    public async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken)
                ?? throw new InvalidOperationException($"{_script} has ended; see what it wrote to standard error.");
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{_script} has written nothing for {Patience.TotalSeconds} s.", e);
        }
    }

    /// <summary>Gives the program a line and waits for the line that it answers.</summary>
    public async Task<string> AskAsync(string line, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        return await ReadAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
