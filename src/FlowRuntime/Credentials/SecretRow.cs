using FlowRuntime.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Credentials;

/// <summary>A sealed secret. Everything that could be read of it is the length.</summary>
internal sealed class SecretRow
{
    /// <summary>Its id, bound into the encryption: a payload moved to another row does not open.</summary>
    public required string Id { get; init; }

    /// <summary>The data key, wrapped: <c>{id of the key-encryption key}.{base64 of nonce, tag and wrapped key}</c>.</summary>
    public required string WrappedKey { get; set; }

    /// <summary>Nonce, tag and the encrypted JSON object of the secret's fields.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>Id of the key-encryption key.</summary>
    public string KeyId => WrappedKey[..WrappedKey.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>Destroys a secret, as part of a unit of work.</summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="id">Its id; null for nothing to do.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task RemoveAsync(StudioDbContext db, string? id, CancellationToken cancellationToken)
    {
        if (id is not null && await db.Set<SecretRow>().FindAsync([id], cancellationToken).ConfigureAwait(false) is { } old)
        {
            db.Remove(old);
        }
    }
}

internal sealed class SecretRowConfiguration : IEntityTypeConfiguration<SecretRow>
{
    public void Configure(EntityTypeBuilder<SecretRow> builder)
    {
        builder.ToTable("Secrets");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).HasMaxLength(150);
        builder.Property(s => s.WrappedKey).HasMaxLength(200);
        builder.Ignore(s => s.KeyId);
    }
}
