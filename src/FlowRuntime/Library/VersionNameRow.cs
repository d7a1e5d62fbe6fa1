using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Library;

/// <summary>What people call a version. Apart from the version itself, which nobody may change.</summary>
internal sealed class VersionNameRow
{
    public required string BotId { get; init; }

    public int Version { get; init; }

    public required string Name { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<VersionNameRow>
    {
        public void Configure(EntityTypeBuilder<VersionNameRow> builder)
        {
            builder.ToTable("VersionNames").HasKey(v => new { v.BotId, v.Version });
            builder.Property(v => v.Name).HasMaxLength(IFlowLibrary.LongestVersionName);
        }
    }
}
