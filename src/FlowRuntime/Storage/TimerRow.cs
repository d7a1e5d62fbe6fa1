using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Storage;

/// <summary>A point in time that a run waits for. Deleted by the commit that puts it into the inbox, so it fires once.</summary>
internal sealed class TimerRow
{
    public long Id { get; set; }

    public required string ConversationId { get; set; }

    public required string RunId { get; set; }

    public required string NodeId { get; set; }

    public int Visit { get; set; }

    public DateTimeOffset DueAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<TimerRow>
    {
        public void Configure(EntityTypeBuilder<TimerRow> builder)
        {
            builder.ToTable("Timers").HasKey(t => t.Id);
            builder.Property(t => t.Id).ValueGeneratedOnAdd();
            builder.HasOne<ConversationRow>().WithMany().HasForeignKey(t => t.ConversationId);
            builder.HasIndex(t => t.DueAt);
            builder.HasIndex(t => t.ConversationId);
        }
    }
}
