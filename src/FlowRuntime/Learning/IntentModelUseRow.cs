using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Learning;

/// <summary>Which model a version uses. What no row names any more is forgotten.</summary>
internal sealed class IntentModelUseRow
{
    /// <summary>Stands for the draft in place of a version.</summary>
    public const int Draft = 0;

    public required string BotId { get; init; }

    public int Version { get; init; }

    public required string Hash { get; set; }

    public int Intents { get; set; }

    public int Phrases { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<IntentModelUseRow>
    {
        public void Configure(EntityTypeBuilder<IntentModelUseRow> builder)
        {
            builder.ToTable("IntentModelUses").HasKey(u => new { u.BotId, u.Version });
            builder.Property(u => u.Hash).HasMaxLength(64);
            builder.HasIndex(u => u.Hash);
        }
    }
}
