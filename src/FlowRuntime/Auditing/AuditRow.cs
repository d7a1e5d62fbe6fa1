using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Auditing;

/// <summary>
/// Who did what to which bot, and when. Every autosave would drown the rest: who changed a draft last stands with the draft.
/// </summary>
internal sealed class AuditRow
{
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    /// <summary>Such as <c>bot.published</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Such as <c>order-support/order-status</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Makes an entry of now.</summary>
    public static AuditRow Of(TimeProvider time, string action, string subject, string actor) =>
        new()
        {
            At = time.GetUtcNow(),
            Actor = actor,
            Action = action,
            Subject = subject,
        };

    internal sealed class Configuration : IEntityTypeConfiguration<AuditRow>
    {
        public void Configure(EntityTypeBuilder<AuditRow> builder)
        {
            builder.ToTable("Audit").HasKey(a => a.Id);
            builder.HasIndex(a => a.At);
            builder.HasIndex(a => new { a.Subject, a.At });
        }
    }
}
