using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Connections;

/// <summary>A stored connection. Its secret lies apart, sealed.</summary>
internal sealed class ConnectionRow
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Key of its connector.</summary>
    public required string Connector { get; set; }

    /// <summary>Non-secret settings, a JSON object as text.</summary>
    public required string Settings { get; set; }

    /// <summary>Key of the kind of credential; null when none was ever given.</summary>
    public string? CredentialKind { get; set; }

    /// <summary>When the credential was last written.</summary>
    public DateTimeOffset? CredentialSetAt { get; set; }

    /// <summary>Id of the sealed secret; null for none.</summary>
    public string? SecretId { get; set; }

    /// <summary>True when it may reach this machine itself.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>True when it may send over plain http.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Addresses inside of this network that it may reach, one a line; null for none. See <see cref="AllowedAddresses"/>.</summary>
    public string? AllowedAddresses { get; set; }

    /// <summary>What the admin set about calls, a JSON object as text; null where the connector's own limits hold.</summary>
    public string? Calling { get; set; }

    /// <summary>Last test.</summary>
    public DateTimeOffset? TestedAt { get; set; }

    /// <summary>True when the last test succeeded.</summary>
    public bool TestOk { get; set; }

    /// <summary>What the last test found.</summary>
    public string? TestMessage { get; set; }

    /// <summary>Last call, written now and then.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>Counts the changes that matter to open connections.</summary>
    public long Revision { get; set; }
}

internal sealed class ConnectionRowConfiguration : IEntityTypeConfiguration<ConnectionRow>
{
    public void Configure(EntityTypeBuilder<ConnectionRow> builder)
    {
        builder.ToTable("Connections");
        builder.HasKey(c => c.Name);
        builder.Property(c => c.Name).HasMaxLength(100);
        builder.Property(c => c.Connector).HasMaxLength(100);
        builder.Property(c => c.CredentialKind).HasMaxLength(50);
        builder.Property(c => c.SecretId).HasMaxLength(150);
        builder.Property(c => c.AllowedAddresses).HasMaxLength(4_000);
        builder.Property(c => c.Calling).HasMaxLength(1_000);
        builder.Property(c => c.TestMessage).HasMaxLength(1_000);
        builder.Property(c => c.Revision).IsConcurrencyToken();
    }
}
