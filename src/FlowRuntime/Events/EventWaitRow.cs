using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Events;

/// <summary>
/// A run that waits for an event, as long as its bookmark is open. Marked as met by the commit that puts the event into
/// the inbox, so that a bookmark takes one event only.
/// </summary>
internal sealed class EventWaitRow
{
    public required string RunId { get; set; }

    /// <summary>Number of the bookmark.</summary>
    public int Ticket { get; set; }

    public required string ConversationId { get; set; }

    public required string BotId { get; set; }

    public required string Name { get; set; }

    /// <summary>Which one; null takes any event of the name.</summary>
    public string? Correlation { get; set; }

    public bool IsMet { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<EventWaitRow>
    {
        public void Configure(EntityTypeBuilder<EventWaitRow> builder)
        {
            builder.ToTable("EventWaits").HasKey(w => new { w.RunId, w.Ticket });
            builder.HasOne<ConversationRow>().WithMany().HasForeignKey(w => w.ConversationId);
            builder.HasIndex(w => w.ConversationId);
            builder.HasIndex(w => new { w.BotId, w.Name, w.Correlation }, "IX_EventWaits_Open").HasFilter("\"IsMet\" = 0");
        }
    }
}
