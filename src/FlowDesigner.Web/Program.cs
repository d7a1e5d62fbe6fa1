using FlowDesigner.Web.Hosting;

await using var app = StudioHost.Build(args);
await StudioStart.PrepareAsync(app, CancellationToken.None);
await app.RunAsync();

/// <summary>Composition root; public so that tests can host the product.</summary>
public partial class Program;
