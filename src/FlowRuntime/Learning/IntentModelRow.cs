using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Learning;

/// <summary>What was learned from phrases. Stored under their hash, so that versions with the same phrases share it.</summary>
internal sealed class IntentModelRow
{
    /// <summary>Hash of the phrases.</summary>
    public required string Hash { get; init; }

    /// <summary>The classifier, compressed.</summary>
    public required byte[] Model { get; init; }

    /// <summary>What it made of phrases that were left out: JSON, compressed.</summary>
    public required byte[] Report { get; init; }

    /// <summary>Part of them that it understood rightly; null when none was left out.</summary>
    public double? Accuracy { get; init; }

    public DateTimeOffset LearnedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<IntentModelRow>
    {
        public void Configure(EntityTypeBuilder<IntentModelRow> builder)
        {
            builder.ToTable("IntentModels").HasKey(m => m.Hash);
            builder.Property(m => m.Hash).HasMaxLength(64);
        }
    }
}
