using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Connections;

/// <summary>A stored connection in one environment. Its secrets lie apart, sealed.</summary>
internal sealed class ConnectionRow
{
    /// <summary>See <see cref="ConnectionTarget.IdOf"/>.</summary>
    public required string Id { get; set; }

    /// <summary>Its name, as flows use it.</summary>
    public required string Name { get; init; }

    /// <summary>The environment that binds the name to this target.</summary>
    public required string Environment { get; init; }

    /// <summary>Who answers for it: the e-mail of a person or the name of an API key.</summary>
    public string? Owner { get; set; }

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

    /// <summary>End of the credential as the admin entered it.</summary>
    public DateTimeOffset? CredentialExpiresAt { get; set; }

    /// <summary>End of the certificate that is the credential.</summary>
    public DateTimeOffset? CertificateEndsAt { get; set; }

    /// <summary>Warn this many days before the credential ends.</summary>
    public int WarnDays { get; set; } = 14;

    /// <summary>When a warning of the coming end was given, so that it is given once.</summary>
    public DateTimeOffset? WarnedAt { get; set; }

    /// <summary>Kind of the next credential, which waits to be promoted.</summary>
    public string? NextKind { get; set; }

    /// <summary>Id of the next sealed secret; null when none waits.</summary>
    public string? NextSecretId { get; set; }

    /// <summary>When the next credential was written.</summary>
    public DateTimeOffset? NextSetAt { get; set; }

    /// <summary>End of the next credential's certificate.</summary>
    public DateTimeOffset? NextEndsAt { get; set; }

    /// <summary>True when the next credential passed the connector's test.</summary>
    public bool NextTestOk { get; set; }

    /// <summary>Kind of the credential that was in use before.</summary>
    public string? PreviousKind { get; set; }

    /// <summary>Id of the sealed secret that was in use before; null when it is destroyed.</summary>
    public string? PreviousSecretId { get; set; }

    /// <summary>When the previous secret is destroyed.</summary>
    public DateTimeOffset? PreviousUntil { get; set; }

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

    /// <summary>The findings of the last test, a JSON array as text.</summary>
    public string? TestFindings { get; set; }

    /// <summary>Last time that a test succeeded.</summary>
    public DateTimeOffset? LastOkAt { get; set; }

    /// <summary>Tests in a row that failed.</summary>
    public int FailedTests { get; set; }

    /// <summary>Minutes between the tests that happen by themselves; 0 for none.</summary>
    public int ProbeMinutes { get; set; } = 15;

    /// <summary>When it is tested next by itself; null for never.</summary>
    public DateTimeOffset? NextProbeAt { get; set; }

    /// <summary>Last call, written now and then.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>Counts the changes that matter to open connections.</summary>
    public long Revision { get; set; }

    /// <summary>Puts another credential to use.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="secretId">Id of its sealed secret; null for none.</param>
    /// <param name="at">When it was written.</param>
    /// <param name="endsAt">End of its certificate; null when unknown.</param>
    public void Use(string? kind, string? secretId, DateTimeOffset? at, DateTimeOffset? endsAt)
    {
        (CredentialKind, SecretId, CredentialSetAt, CertificateEndsAt) = (kind, secretId, at, endsAt);
        // What was known of the other one's end does not hold for this one.
        (CredentialExpiresAt, WarnedAt) = (null, null);
    }

    /// <summary>Sets the next credential.</summary>
    /// <param name="kind">Its kind; null for none.</param>
    /// <param name="secretId">Id of its sealed secret; null for none.</param>
    /// <param name="at">When it was written.</param>
    /// <param name="endsAt">End of its certificate; null when unknown.</param>
    public void Stage(string? kind, string? secretId, DateTimeOffset? at, DateTimeOffset? endsAt) =>
        (NextKind, NextSecretId, NextSetAt, NextEndsAt, NextTestOk) = (kind, secretId, at, endsAt, false);

    /// <summary>The connection as it would be with the next credential, under an id of its own; for a test, never stored.</summary>
    /// <returns>A copy.</returns>
    public ConnectionRow WithNext()
    {
        var copy = (ConnectionRow)MemberwiseClone();
        copy.Id = $"{Id}#next";
        copy.Use(NextKind, NextSecretId, NextSetAt, NextEndsAt);
        return copy;
    }
}

internal sealed class ConnectionRowConfiguration : IEntityTypeConfiguration<ConnectionRow>
{
    public void Configure(EntityTypeBuilder<ConnectionRow> builder)
    {
        builder.ToTable("Connections");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).HasMaxLength(150);
        builder.Property(c => c.Name).HasMaxLength(100);
        builder.Property(c => c.Environment).HasMaxLength(40);
        builder.HasIndex(c => new { c.Name, c.Environment }).IsUnique();
        builder.HasIndex(c => c.NextProbeAt);
        builder.Property(c => c.Owner).HasMaxLength(200);
        builder.Property(c => c.NextKind).HasMaxLength(50);
        builder.Property(c => c.NextSecretId).HasMaxLength(150);
        builder.Property(c => c.PreviousKind).HasMaxLength(50);
        builder.Property(c => c.PreviousSecretId).HasMaxLength(150);
        builder.Property(c => c.TestFindings).HasMaxLength(8_000);
        builder.Property(c => c.Connector).HasMaxLength(100);
        builder.Property(c => c.CredentialKind).HasMaxLength(50);
        builder.Property(c => c.SecretId).HasMaxLength(150);
        builder.Property(c => c.AllowedAddresses).HasMaxLength(4_000);
        builder.Property(c => c.Calling).HasMaxLength(1_000);
        builder.Property(c => c.TestMessage).HasMaxLength(1_000);
        builder.Property(c => c.Revision).IsConcurrencyToken();
    }
}
