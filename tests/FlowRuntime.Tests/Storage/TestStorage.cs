using FlowRuntime.Hosting;
using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FlowRuntime.Tests.Storage;

/// <summary>A real database file in a folder of its own, made from the current model without migrations.</summary>
public sealed class TestStorage : IAsyncDisposable
{
    private readonly bool _ownsFolder;

    private TestStorage(string folder, bool ownsFolder, Action<IServiceCollection>? configure)
    {
        (Folder, _ownsFolder) = (folder, ownsFolder);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder()
                .AddInMemoryCollection([new($"{StudioOptions.SectionName}:DataDirectory", folder)])
                .Build()
        );
        services.AddSingleton(TimeProvider.System);
        services.AddStudioStorage();
        configure?.Invoke(services);
        Services = services.BuildServiceProvider();
    }

    public string Folder { get; }

    public ServiceProvider Services { get; }

    public static async Task<TestStorage> CreateAsync(
        Action<IServiceCollection>? configure = null,
        string? folder = null
    )
    {
        var storage = new TestStorage(
            folder ?? Directory.CreateTempSubdirectory("studio-test").FullName,
            folder is null,
            configure
        );
        await using var context = await storage.ContextAsync();
        await context.Database.EnsureCreatedAsync();
        await FrozenVersions.ProtectAsync(context, CancellationToken.None);
        return storage;
    }

    public Task<StudioDbContext> ContextAsync() =>
        Services.GetRequiredService<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync();

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
