using FlowRuntime.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Storage;

/// <summary>A conversation: who talks, who answers, and the run's snapshot between two turns.</summary>
internal sealed class ConversationRow
{
    public required string Id { get; set; }

    public required string BotId { get; set; }

    /// <summary>Version of the current or the last run; 0 before the first.</summary>
    public int BotVersion { get; set; }

    public required string Channel { get; set; }

    public required string ContactId { get; set; }

    public string? ContactName { get; set; }

    public required string Language { get; set; }

    public ConversationOwner Owner { get; set; }

    public string? Agent { get; set; }

    public string? HandoffReason { get; set; }

    /// <summary>Team or skill that is wanted; null for any agent.</summary>
    public string? HandoffQueue { get; set; }

    /// <summary>Sequence number of the next message.</summary>
    public long NextSequence { get; set; }

    /// <summary>Fence: grows with every claim, and a commit of an older claim is refused.</summary>
    public long TurnNo { get; set; }

    /// <summary>UTC ticks until which the claim holds; null when nobody has claimed.</summary>
    public long? LeaseUntil { get; set; }

    /// <summary>UTC ticks of the turn that has committed in its middle; null between turns.</summary>
    public long? TurnAt { get; set; }

    /// <summary>Inbox row of that turn: after a crash it is taken up again before all others; null between turns.</summary>
    public long? TurnItem { get; set; }

    /// <summary>True while the run takes no messages, because of a call or a time slice: they stay in the inbox.</summary>
    public bool HoldsMessages { get; set; }

    /// <summary>True for runs without a chat: schedules, events, webhooks. Agents see it only once it is handed over.</summary>
    public bool IsHeadless { get; set; }

    /// <summary>How many flows, one started by the event of the other, led here; 0 for none.</summary>
    public int EventDepth { get; set; }

    /// <summary>IANA id of the visitor's time zone; null when unknown.</summary>
    public string? TimeZone { get; set; }

    /// <summary>JSON of the run's snapshot; null when no run is open.</summary>
    public byte[]? State { get; set; }

    /// <summary>JSON of what the run answered to the request that started it, a <see cref="FlowEngine.Running.FlowResponse"/>; null for nothing.</summary>
    public byte[]? Response { get; set; }

    public string? LastText { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ConversationRow>
    {
        // What lists show, word for word as they ask for it: SQLite compares the texts. Runs without a chat are many.
        private const string Listed = "NOT (\"IsHeadless\") OR \"Owner\" = 1 OR \"Owner\" = 2";

        public void Configure(EntityTypeBuilder<ConversationRow> builder)
        {
            builder.ToTable("Conversations").HasKey(c => c.Id);
            builder.HasIndex(c => c.ChangedAt).HasFilter(Listed);
            builder.HasIndex(c => new { c.Owner, c.ChangedAt }).HasFilter(Listed);
            builder.HasIndex(c => new { c.BotId, c.ChangedAt }).HasFilter(Listed);
        }
    }
}
