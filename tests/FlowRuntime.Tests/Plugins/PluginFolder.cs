using FlowEngine;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowRuntime.Plugins;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TestKit;

namespace FlowRuntime.Tests.Plugins;

/// <summary>A folder of plug-ins with the real loader over it: the compiled sample, and one that behaves as a test says.</summary>
internal sealed class PluginFolder : IDisposable
{
    private const string Naughty = "NaughtyPlugin";
    private readonly ServiceProvider _services;

    public PluginFolder(params ConnectorDefinition[] connectors)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<TimeProvider>(Time).AddFlowEngine().AddStudioPlugins();
        services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder()
                .AddInMemoryCollection([new($"{PluginOptions.SectionName}:Folder", Folder)])
                .Build()
        );
        foreach (var connector in connectors)
        {
            services.AddConnector(connector);
        }

        _services = services.BuildServiceProvider();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("plugins-test").FullName;

    public ManualTimeProvider Time { get; } = new();

    public IPlugins Plugins => _services.GetRequiredService<IPlugins>();

    public NodeCatalog Nodes => _services.GetRequiredService<NodeCatalog>();

    public ConnectorCatalog Connectors => _services.GetRequiredService<ConnectorCatalog>();

    /// <summary>Adds the sample.</summary>
    public PluginFolder AddSample(string folder = "acme-loyalty")
    {
        Copy(Repository.PathOf("docs", "samples", "Acme.Loyalty", "bin", Configuration(), "net10.0"), folder);
        return this;
    }

    /// <summary>Adds a plug-in that does what the lines say.</summary>
    public PluginFolder AddNaughty(string folder, params string[] behaviour)
    {
        Copy(Repository.PathOf("tests", Naughty, "bin", Configuration(), "net10.0"), folder);
        File.WriteAllLines(Path.Combine(Folder, folder, "behaviour.txt"), behaviour);
        return AddManifest(folder, Manifest(folder));
    }

    public PluginFolder AddManifest(string folder, string json)
    {
        Directory.CreateDirectory(Path.Combine(Folder, folder));
        File.WriteAllText(Path.Combine(Folder, folder, PluginManifest.FileName), json);
        return this;
    }

    public static string Manifest(string id, string assembly = $"{Naughty}.dll", string contract = "1.0", string capabilities = "\"http\"") =>
        $$"""
            {
              "id": "{{id}}", "title": "Naughty", "version": "1.2.3", "publisher": "Nobody", "assembly": "{{assembly}}",
              "minimumContract": "{{contract}}", "hosts": ["*"], "capabilities": [{{capabilities}}]
            }
            """;

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private void Copy(string from, string folder)
    {
        var to = Directory.CreateDirectory(Path.Combine(Folder, folder));
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to.FullName, Path.GetFileName(file)));
        }
    }

    /// <summary>Debug or Release, as the tests themselves: <c>…/bin/Debug/net10.0/</c>.</summary>
    private static string Configuration() => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name; // the output folder is never a root
}
