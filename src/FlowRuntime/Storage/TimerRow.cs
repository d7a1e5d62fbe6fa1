using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Storage;

/// <summary>
/// A point in time that a run waits for, as long as its bookmark is open. Marked as fired by the commit that puts it into
/// the inbox, so it fires once.
/// </summary>
internal sealed class TimerRow
{
    public required string RunId { get; set; }

    /// <summary>Number of the bookmark; 0 is the limit of the whole run.</summary>
    public int Ticket { get; set; }

    public required string ConversationId { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public bool IsFired { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<TimerRow>
    {
        public void Configure(EntityTypeBuilder<TimerRow> builder)
        {
            builder.ToTable("Timers").HasKey(t => new { t.RunId, t.Ticket });
            builder.HasOne<ConversationRow>().WithMany().HasForeignKey(t => t.ConversationId);
            builder.HasIndex(t => t.DueAt, "IX_Timers_Open").HasFilter("\"IsFired\" = 0");
            builder.HasIndex(t => t.ConversationId);
        }
    }
}
