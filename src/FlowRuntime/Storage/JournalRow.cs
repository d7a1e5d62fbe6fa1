using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Storage;

/// <summary>What one commit added to the journal of a run. Secrets were redacted before it came here.</summary>
internal sealed class JournalRow
{
    /// <summary>Grows; the order within a run.</summary>
    public long Id { get; set; }

    public required string RunId { get; set; }

    /// <summary>Each <see cref="FlowEngine.Running.JournalEntry"/>, as <see cref="Dispatch.JournalLines"/> writes them.</summary>
    public required byte[] Entries { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<JournalRow>
    {
        public void Configure(EntityTypeBuilder<JournalRow> builder)
        {
            builder.ToTable("Journal").HasKey(j => j.Id);
            // The number of the row: SQLite gives the next one by itself, and an index holds it anyway.
            builder.Property(j => j.Id).ValueGeneratedNever();
            builder.HasIndex(j => j.RunId);
        }
    }
}
