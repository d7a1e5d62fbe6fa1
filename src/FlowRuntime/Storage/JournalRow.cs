using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Storage;

/// <summary>A line of a run's journal. Secrets were redacted before it came here.</summary>
internal sealed class JournalRow
{
    /// <summary>Grows; the order within a run.</summary>
    public long Id { get; set; }

    public required string RunId { get; set; }

    /// <summary>JSON of the <see cref="FlowEngine.Running.JournalEntry"/>.</summary>
    public required byte[] Entry { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<JournalRow>
    {
        public void Configure(EntityTypeBuilder<JournalRow> builder)
        {
            builder.ToTable("Journal").HasKey(j => j.Id);
            builder.Property(j => j.Id).ValueGeneratedOnAdd();
            builder.HasIndex(j => new { j.RunId, j.Id });
        }
    }
}
