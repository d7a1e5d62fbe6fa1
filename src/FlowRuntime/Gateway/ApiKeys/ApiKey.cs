using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Gateway.ApiKeys;

/// <summary>A key of the management API as stored: its hash, never itself.</summary>
internal sealed class ApiKey
{
    /// <summary>Row id.</summary>
    public int Id { get; init; }

    /// <summary>What it is for, in the words of who made it.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key, 32 bytes.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Scopes, separated by blanks.</summary>
    public required string Scopes { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("ApiKeys");
        builder.Property(k => k.Name).HasMaxLength(100);
        builder.Property(k => k.Scopes).HasMaxLength(500);
        builder.Property(k => k.Hash).HasMaxLength(32);
        builder.HasIndex(k => k.Hash).IsUnique();
    }
}
