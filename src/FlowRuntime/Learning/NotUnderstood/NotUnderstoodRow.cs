using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Learning.NotUnderstood;

/// <summary>A message that no intent was good enough for; the same words again are counted.</summary>
internal sealed class NotUnderstoodRow
{
    public long Id { get; init; }

    public required string BotId { get; init; }

    /// <summary>Hash of its words: the same for the same message in other letters and signs.</summary>
    public required string Words { get; init; }

    public required string Text { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public required string Language { get; init; }

    public int Count { get; set; }

    public DateTimeOffset FirstAt { get; init; }

    public DateTimeOffset LastAt { get; set; }

    /// <summary>True once somebody has dealt with it; it does not come back.</summary>
    public bool IsDone { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<NotUnderstoodRow>
    {
        public void Configure(EntityTypeBuilder<NotUnderstoodRow> builder)
        {
            builder.ToTable("NotUnderstood").HasKey(m => m.Id);
            builder.HasIndex(m => new { m.BotId, m.Words }).IsUnique();
            builder.Property(m => m.Words).HasMaxLength(64);
            builder.Property(m => m.Text).HasMaxLength(NotUnderstoodMessage.LongestText);
            builder.Property(m => m.Language).HasMaxLength(35);
        }
    }
}
