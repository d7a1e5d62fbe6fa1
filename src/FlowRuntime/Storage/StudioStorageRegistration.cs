using FlowRuntime.Auditing;
using FlowRuntime.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlowRuntime.Storage;

/// <summary>Registers the database.</summary>
public static class StudioStorageRegistration
{
    /// <summary>
    /// Adds the database in <see cref="StudioOptions.DataDirectory"/>: contexts, the writer gate, the audit trail, and migration at start.
    /// The first use takes the directory for this process, or throws <see cref="DataDirectoryInUseException"/>.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddStudioStorage(this IServiceCollection services)
    {
        services.AddOptions<StudioOptions>().BindConfiguration(StudioOptions.SectionName);
        services.AddSingleton<DataDirectoryLock>();
        services.AddSingleton<StudioDatabase>();
        services.AddPooledDbContextFactory<StudioDbContext>(
            (provider, options) => Configure(options, provider.GetRequiredService<StudioDatabase>().ConnectionString)
        );
        services.AddSingleton<StudioWriter>();
        services.AddSingleton<IWriteGate>(provider => provider.GetRequiredService<StudioWriter>());
        services.AddSingleton<IAuditTrail, AuditTrail>();
        services.AddHostedService<StorageStart>();
        return services;
    }

    /// <summary>Creates or migrates the database, for what must happen before the host starts. Harmless when repeated.</summary>
    /// <param name="services">The built container.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the database is ready.</returns>
    public static async Task PrepareStudioStorageAsync(
        this IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var contexts = services.GetRequiredService<IDbContextFactory<StudioDbContext>>();
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
            await FrozenVersions.ProtectAsync(context, cancellationToken).ConfigureAwait(false);
        }
    }

    internal static void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString).AddInterceptors(new SqlitePragmas());
}
