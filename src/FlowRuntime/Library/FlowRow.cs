using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Library;

/// <summary>The draft of one flow, with what the list of bots shows of it.</summary>
internal sealed class FlowRow
{
    public required string BotId { get; set; }

    public required string Id { get; set; }

    /// <summary>Place in the bundle, ascending; with gaps where flows were removed.</summary>
    public int Position { get; set; }

    public required string Name { get; set; }

    /// <summary>Canonical flow document.</summary>
    public required byte[] Document { get; set; }

    /// <summary>Grows by one with every change, from 1.</summary>
    public long Revision { get; set; }

    public int NodeCount { get; set; }

    public string? Trigger { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public required string ChangedBy { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<FlowRow>
    {
        public void Configure(EntityTypeBuilder<FlowRow> builder)
        {
            builder.ToTable("FlowDrafts").HasKey(f => new { f.BotId, f.Id });
            builder.HasOne<BotRow>().WithMany().HasForeignKey(f => f.BotId).OnDelete(DeleteBehavior.Cascade);
            builder.Property(f => f.Revision).IsConcurrencyToken();
        }
    }
}
