using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Library;

/// <summary>Which version of a bot an environment runs.</summary>
internal sealed class DeploymentRow
{
    public required string BotId { get; init; }

    public required string Environment { get; init; }

    /// <summary>The version; null when the bot was taken offline there.</summary>
    public int? Version { get; set; }

    /// <summary>The version that ran there before; null for none.</summary>
    public int? Previous { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public required string ChangedBy { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<DeploymentRow>
    {
        public void Configure(EntityTypeBuilder<DeploymentRow> builder)
        {
            builder.ToTable("Deployments").HasKey(d => new { d.BotId, d.Environment });
            builder.Property(d => d.Environment).HasMaxLength(40);
            builder.HasOne<BotRow>().WithMany().HasForeignKey(d => d.BotId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
