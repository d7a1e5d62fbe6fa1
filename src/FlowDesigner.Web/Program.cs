var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
await app.RunAsync();

/// <summary>Composition root; public so that tests can host the product.</summary>
public partial class Program;
