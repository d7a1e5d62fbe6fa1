using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowDesigner.Web.Hosting;

/// <summary>The database until the runtime brings its own registration.</summary>
internal static class StorageStandIn
{
    /// <summary>Adds the context on a file in the data directory.</summary>
    public static IServiceCollection AddStorageStandIn(this IServiceCollection services, string dataDirectory)
    {
        var file = Path.Combine(Directory.CreateDirectory(dataDirectory).FullName, "flowstudio.db");
        return services.AddDbContextFactory<StudioDbContext>(o => o.UseSqlite($"Data Source={file}"));
    }
}
