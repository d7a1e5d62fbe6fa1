using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FlowRuntime.Storage;

/// <summary>Makes the context for <c>dotnet ef</c>, which needs the model and never the data.</summary>
internal sealed class StudioDbContextDesignFactory : IDesignTimeDbContextFactory<StudioDbContext>
{
    public StudioDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<StudioDbContext>();
        StudioStorageRegistration.Configure(options, "Data Source=:memory:");
        return new StudioDbContext(options.Options);
    }
}
