using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Dispatch;

/// <summary>What the run of a conversation answered to the request that started it; its first answer.</summary>
internal sealed class ResponseRow
{
    public required string ConversationId { get; set; }

    /// <summary>JSON of the <see cref="FlowEngine.Running.FlowResponse"/>.</summary>
    public required byte[] Response { get; set; }

    public DateTimeOffset At { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ResponseRow>
    {
        public void Configure(EntityTypeBuilder<ResponseRow> builder)
        {
            builder.ToTable("Responses").HasKey(r => r.ConversationId);
            builder.HasOne<ConversationRow>().WithMany().HasForeignKey(r => r.ConversationId);
            builder.HasIndex(r => r.At);
        }
    }
}
