using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Events;

/// <summary>
/// An event: written in the commit of the turn that emitted it, delivered once by the loop, and kept a while for runs that
/// begin to wait a moment too late.
/// </summary>
internal sealed class EventRow
{
    /// <summary>Grows; the order of delivery.</summary>
    public long Id { get; set; }

    public required string BotId { get; set; }

    public required string Name { get; set; }

    public string? Correlation { get; set; }

    /// <summary>JSON of the <see cref="FlowEngine.Running.EmittedEvent"/>.</summary>
    public required byte[] Event { get; set; }

    /// <summary>Run that emitted it, which never gets it itself; null for one from outside.</summary>
    public string? RunId { get; set; }

    /// <summary>How many flows, one started by the event of the other, led here.</summary>
    public int Depth { get; set; }

    public DateTimeOffset At { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<EventRow>
    {
        public void Configure(EntityTypeBuilder<EventRow> builder)
        {
            builder.ToTable("Events").HasKey(e => e.Id);
            builder.Property(e => e.Id).ValueGeneratedOnAdd();
            builder.HasIndex(e => e.Id, "IX_Events_Open").HasFilter("\"DeliveredAt\" IS NULL");
            builder.HasIndex(e => new { e.BotId, e.Name, e.Correlation, e.Id });
            builder.HasIndex(e => e.DeliveredAt);
        }
    }
}
