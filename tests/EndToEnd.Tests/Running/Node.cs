using System.Diagnostics;

namespace EndToEnd.Tests.Running;

/// <summary>Runs a script with Node, in the test folder, where its packages are.</summary>
internal static class Node
{
    public static async Task<string> RunAsync(string script, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("node", [script, .. arguments])
            {
                WorkingDirectory = Repository.TestFolder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!; // a program that cannot be started throws
        var stop = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var errors = process.StandardError.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        Assert.True(process.ExitCode == 0, $"{script} ended with {process.ExitCode}: {await output} {await errors}");
        return await output;
    }
}
