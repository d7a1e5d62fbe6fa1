using FlowEngine.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Storage;

/// <summary>A call that outlived its turn. Deleted by the commit that puts its result into the inbox, so it settles once.</summary>
internal sealed class JobRow
{
    public required string EffectKey { get; set; }

    public required string ConversationId { get; set; }

    public required string RunId { get; set; }

    public required string FlowId { get; set; }

    public required string NodeId { get; set; }

    public EffectKind Effect { get; set; }

    public bool Idempotent { get; set; }

    /// <summary>Number of the attempt, from 1; a taker of a lapsed job raises it, and an older attempt cannot settle any more.</summary>
    public int Attempt { get; set; }

    /// <summary>Process that makes the call.</summary>
    public required string LeasedBy { get; set; }

    public DateTimeOffset LeasedUntil { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>True once the visitor was told that it takes longer.</summary>
    public bool InterimSent { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<JobRow>
    {
        public void Configure(EntityTypeBuilder<JobRow> builder)
        {
            builder.ToTable("Jobs").HasKey(j => j.EffectKey);
            builder.HasOne<ConversationRow>().WithMany().HasForeignKey(j => j.ConversationId);
            builder.HasIndex(j => j.LeasedUntil);
            builder.HasIndex(j => j.ConversationId);
        }
    }
}
