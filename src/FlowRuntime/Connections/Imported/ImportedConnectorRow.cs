using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Connections.Imported;

/// <summary>A connector that was made of a document. The document is kept, as the connector is made anew at each start.</summary>
internal sealed class ImportedConnectorRow
{
    /// <summary>Its key.</summary>
    public required string Key { get; init; }

    /// <summary>Name of the interface, for lists.</summary>
    public required string Title { get; set; }

    /// <summary>Version of the interface, as its owner counts.</summary>
    public required string InterfaceVersion { get; set; }

    /// <summary>Kind and version of the document, such as <c>OpenAPI 3.0</c>.</summary>
    public required string Specification { get; set; }

    /// <summary>The document, compressed with Brotli.</summary>
    public required byte[] Document { get; set; }

    /// <summary>Where it came from; null when it was sent.</summary>
    public string? Source { get; set; }

    /// <summary>Keys of the operations that are taken, one a line; null for all.</summary>
    public string? Operations { get; set; }

    /// <summary>Number of operations that are taken.</summary>
    public int OperationCount { get; set; }

    /// <summary>Counts the imports, from 1.</summary>
    public long Revision { get; set; }

    /// <summary>When it was imported last.</summary>
    public DateTimeOffset ImportedAt { get; set; }

    /// <summary>Who imported it last.</summary>
    public required string ImportedBy { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ImportedConnectorRow>
    {
        public void Configure(EntityTypeBuilder<ImportedConnectorRow> builder)
        {
            builder.ToTable("ImportedConnectors");
            builder.HasKey(c => c.Key);
            builder.Property(c => c.Key).HasMaxLength(30);
            builder.Property(c => c.Title).HasMaxLength(100);
            builder.Property(c => c.InterfaceVersion).HasMaxLength(200);
            builder.Property(c => c.Specification).HasMaxLength(30);
            builder.Property(c => c.Source).HasMaxLength(2_000);
            builder.Property(c => c.ImportedBy).HasMaxLength(256);
            builder.Property(c => c.Revision).IsConcurrencyToken();
        }
    }
}
