using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Connections;

/// <summary>A stored environment.</summary>
internal sealed class EnvironmentRow
{
    public required string Name { get; init; }

    /// <summary>True when a name that it does not bind leads to the target of <c>live</c>.</summary>
    public bool FallsBack { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<EnvironmentRow>
    {
        public void Configure(EntityTypeBuilder<EnvironmentRow> builder)
        {
            builder.ToTable("Environments").HasKey(e => e.Name);
            builder.Property(e => e.Name).HasMaxLength(40);
            builder.HasData(
                new EnvironmentRow { Name = ConnectionEnvironment.Live },
                new EnvironmentRow { Name = ConnectionEnvironment.Test, FallsBack = true }
            );
        }
    }
}
