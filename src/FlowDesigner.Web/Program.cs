using FlowDesigner.Web.CommandLine;
using FlowDesigner.Web.Hosting;

if (await Commands.RunAsync(args, CommandStreams.OfProcess(), CancellationToken.None) is { } exitCode)
{
    return exitCode;
}

await using var app = StudioHost.Build(args);
await StudioStart.PrepareAsync(app, CancellationToken.None);
await app.RunAsync();
return 0;

/// <summary>Composition root; public so that tests can host the product.</summary>
public partial class Program;
