using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Storage;

/// <summary>What a conversation has to react to, in order. A row is handled once: <see cref="DoneAt"/> is set by the turn's commit.</summary>
internal sealed class InboxRow
{
    /// <summary>Grows; the order within a conversation.</summary>
    public long Id { get; set; }

    public required string ConversationId { get; set; }

    /// <summary>Number of the message in the transcript; null for what is not a message.</summary>
    public long? Sequence { get; set; }

    /// <summary>Id the client gave its message; unique in the conversation, so that a repeated post is recognised.</summary>
    public string? ClientActivityId { get; set; }

    /// <summary>True for the end of a run by a person, which overtakes everything else.</summary>
    public bool IsCancel { get; set; }

    /// <summary>JSON of the <see cref="FlowEngine.Running.TurnInput"/>.</summary>
    public required byte[] Input { get; set; }

    public DateTimeOffset At { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<InboxRow>
    {
        public void Configure(EntityTypeBuilder<InboxRow> builder)
        {
            builder.ToTable("Inbox").HasKey(i => i.Id);
            builder.Property(i => i.Id).ValueGeneratedOnAdd();
            builder.HasOne<ConversationRow>().WithMany().HasForeignKey(i => i.ConversationId);
            // Pending work is found here, whatever the size of the table.
            builder
                .HasIndex(i => new { i.ConversationId, i.Id }, "IX_Inbox_Pending")
                .HasFilter("\"DoneAt\" IS NULL");
            builder
                .HasIndex(i => new { i.ConversationId, i.ClientActivityId }, "IX_Inbox_ClientActivity")
                .IsUnique()
                .HasFilter("\"ClientActivityId\" IS NOT NULL");
        }
    }
}
