using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Gateway.Hooks.Deliveries;

/// <summary>A call of a webhook: the receipt by which its repetition is recognised, and the line of the log.</summary>
internal sealed class HookDeliveryRow
{
    /// <summary>UTC ticks of its arrival, made unique: the order of the log.</summary>
    public long Number { get; set; }

    /// <summary>Id that nobody can guess; that of its conversation where it started a run.</summary>
    public required string Id { get; set; }

    public required string BotId { get; set; }

    public required string Hook { get; set; }

    /// <summary>Id that the sender gave the event; null for none.</summary>
    public string? EventId { get; set; }

    /// <summary>True for the call that took the event; its repetitions are in the log beside it.</summary>
    public bool IsFirst { get; set; }

    /// <summary>Conversation of the run; null when the call started none.</summary>
    public string? ConversationId { get; set; }

    public HookOutcome Outcome { get; set; }

    /// <summary>HTTP status of the answer; 0 while the caller waits for the flow.</summary>
    public int Status { get; set; }

    /// <summary>Code of the refusal; null for none.</summary>
    public string? Problem { get; set; }

    /// <summary>From the arrival to the answer. Unit: microseconds.</summary>
    public long Microseconds { get; set; }

    /// <summary>Size of the body. Unit: bytes.</summary>
    public int Size { get; set; }

    /// <summary>JSON of method, headers and query as flows read them, without headers that prove who calls; null once it is forgotten.</summary>
    public byte[]? Head { get; set; }

    /// <summary>The body, byte by byte; null once it is forgotten.</summary>
    public byte[]? Body { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<HookDeliveryRow>
    {
        public void Configure(EntityTypeBuilder<HookDeliveryRow> builder)
        {
            builder.ToTable("HookDeliveries").HasKey(d => d.Number);
            builder.Property(d => d.Number).ValueGeneratedNever();
            builder.HasIndex(d => d.Id).IsUnique();
            builder.HasIndex(d => d.Number, "IX_HookDeliveries_Aside").HasFilter("\"ConversationId\" IS NULL");
            builder
                .HasIndex(d => new { d.BotId, d.Hook, d.EventId }, "IX_HookDeliveries_Event")
                .IsUnique()
                .HasFilter("\"IsFirst\" = 1 AND \"EventId\" IS NOT NULL");
        }
    }
}
