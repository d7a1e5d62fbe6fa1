using FlowDesigner.Web.CommandLine;
using FlowDesigner.Web.Hosting;

var streams = new CommandStreams(Console.In, Console.Out, Console.Error);
if (await Commands.RunAsync(args, streams, CancellationToken.None) is { } exitCode)
{
    return exitCode;
}

await using var app = StudioHost.Build(args);
await StudioStart.PrepareAsync(app, CancellationToken.None);
await app.RunAsync();
return 0;

/// <summary>Composition root; public so that tests can host the product.</summary>
public partial class Program;
