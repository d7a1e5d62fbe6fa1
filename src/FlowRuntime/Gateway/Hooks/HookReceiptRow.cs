using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>A webhook that was taken: the same event, sent again, starts nothing.</summary>
internal sealed class HookReceiptRow
{
    public required string BotId { get; set; }

    public required string Hook { get; set; }

    /// <summary>Id that the sender gave the event.</summary>
    public required string EventId { get; set; }

    public required string ConversationId { get; set; }

    public DateTimeOffset At { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<HookReceiptRow>
    {
        public void Configure(EntityTypeBuilder<HookReceiptRow> builder)
        {
            builder.ToTable("HookReceipts").HasKey(r => new { r.BotId, r.Hook, r.EventId });
            builder.HasIndex(r => r.At);
        }
    }
}
