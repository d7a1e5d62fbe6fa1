using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Schedules;

/// <summary>
/// A schedule of a live version. The commit that fires it moves it on, and the conversation of a firing is named after its
/// due time, so that no due time fires twice.
/// </summary>
internal sealed class ScheduleRow
{
    public required string BotId { get; set; }

    public required string FlowId { get; set; }

    public required string NodeId { get; set; }

    public required string Cron { get; set; }

    /// <summary>IANA id.</summary>
    public required string TimeZone { get; set; }

    /// <summary>What becomes of due times that passed while nothing ran: <c>skip</c>, <c>once</c> or <c>all</c>.</summary>
    public required string Missed { get; set; }

    /// <summary>The next due time; null when the calendar has no more.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>The latest due time that was dealt with; null before the first.</summary>
    public DateTimeOffset? LastAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ScheduleRow>
    {
        public void Configure(EntityTypeBuilder<ScheduleRow> builder)
        {
            builder.ToTable("Schedules").HasKey(s => new { s.BotId, s.FlowId, s.NodeId });
            builder.HasIndex(s => s.DueAt);
        }
    }
}
