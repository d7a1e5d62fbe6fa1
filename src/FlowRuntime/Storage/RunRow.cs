using FlowEngine.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Storage;

/// <summary>A run in the list of runs; its snapshot is with the conversation.</summary>
internal sealed class RunRow
{
    /// <summary>Sorts by start.</summary>
    public required string Id { get; set; }

    public required string ConversationId { get; set; }

    public required string BotId { get; set; }

    public required string FlowId { get; set; }

    public int BotVersion { get; set; }

    public RunStatus Status { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<RunRow>
    {
        public void Configure(EntityTypeBuilder<RunRow> builder)
        {
            builder.ToTable("Runs").HasKey(r => r.Id);
            builder.HasOne<ConversationRow>().WithMany().HasForeignKey(r => r.ConversationId);
            builder.HasIndex(r => new { r.BotId, r.Id });
        }
    }
}
