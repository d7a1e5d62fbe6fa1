using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Credentials.OAuth;

/// <summary>What an OAuth provider issued to a connection. The tokens lie apart, sealed.</summary>
internal sealed class OAuthTokenRow
{
    /// <summary>Id of the connection in its environment.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>Mark of the credential that they were issued to; tokens of another one are not used.</summary>
    public required string Mark { get; set; }

    /// <summary>Id of the sealed tokens; null when there are none.</summary>
    public string? SecretId { get; set; }

    /// <summary>End of the access token; null when unknown.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>True when they renew themselves.</summary>
    public bool CanRenew { get; set; }

    /// <summary>When they were stored.</summary>
    public DateTimeOffset SetAt { get; set; }

    /// <summary>Why an admin has to connect again; null when all is well.</summary>
    public string? ReconnectReason { get; set; }

    /// <summary>Grows by one with every change: who stores compares, so that the newer tokens stay.</summary>
    public long Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<OAuthTokenRow>
    {
        public void Configure(EntityTypeBuilder<OAuthTokenRow> builder)
        {
            builder.ToTable("ConnectionTokens").HasKey(t => t.ConnectionId);
            builder.Property(t => t.ConnectionId).HasMaxLength(150);
            builder.Property(t => t.Mark).HasMaxLength(64);
            builder.Property(t => t.SecretId).HasMaxLength(150);
            builder.Property(t => t.ReconnectReason).HasMaxLength(1_000);
            builder.Property(t => t.Version).IsConcurrencyToken();
        }
    }
}
