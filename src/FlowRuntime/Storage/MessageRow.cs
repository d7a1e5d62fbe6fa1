using FlowRuntime.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Storage;

/// <summary>A message of the transcript.</summary>
internal sealed class MessageRow
{
    public required string ConversationId { get; set; }

    /// <summary>Number in the conversation, from 1, without gaps.</summary>
    public long Sequence { get; set; }

    public MessageFrom From { get; set; }

    public required string Author { get; set; }

    public required string Text { get; set; }

    /// <summary>JSON array of buttons; null for none.</summary>
    public byte[]? Buttons { get; set; }

    /// <summary>JSON array of attachments; null for none.</summary>
    public byte[]? Attachments { get; set; }

    /// <summary>JSON of the channel's own form; null for none.</summary>
    public byte[]? Activity { get; set; }

    public string? RunId { get; set; }

    public DateTimeOffset At { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<MessageRow>
    {
        public void Configure(EntityTypeBuilder<MessageRow> builder)
        {
            builder.ToTable("Messages").HasKey(m => new { m.ConversationId, m.Sequence });
            builder.HasOne<ConversationRow>().WithMany().HasForeignKey(m => m.ConversationId);
        }
    }
}
