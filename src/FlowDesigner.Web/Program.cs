using FlowDesigner.Web.CommandLine;
using FlowDesigner.Web.Hosting;
using FlowRuntime.Storage;

if (await Commands.RunAsync(args, CommandStreams.OfProcess(), CancellationToken.None) is { } exitCode)
{
    return exitCode;
}

try
{
    await using var app = StudioHost.Build(args);
    await StudioStart.PrepareAsync(app, CancellationToken.None);
    await app.RunAsync();
    return 0;
}
catch (DataDirectoryInUseException e)
{
    // The operator's mistake, not ours: the message says what to do, a stack trace would hide it.
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

/// <summary>Composition root; public so that tests can host the product.</summary>
public partial class Program;
