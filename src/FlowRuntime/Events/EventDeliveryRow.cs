using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Events;

/// <summary>That a run got an event: it does not get it again, however often it waits for one of its kind.</summary>
internal sealed class EventDeliveryRow
{
    public long EventId { get; set; }

    public required string RunId { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<EventDeliveryRow>
    {
        public void Configure(EntityTypeBuilder<EventDeliveryRow> builder)
        {
            builder.ToTable("EventDeliveries").HasKey(d => new { d.EventId, d.RunId });
            // Deliveries are forgotten with their event.
            builder.HasOne<EventRow>().WithMany().HasForeignKey(d => d.EventId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
