using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.KeyValues;

/// <summary>A value that a bot keeps, for all its conversations or for those of one contact.</summary>
internal sealed class KeyValueRow
{
    public required string BotId { get; set; }

    /// <summary>The contact; empty for a value of the whole bot.</summary>
    public required string ContactId { get; set; }

    public required string Key { get; set; }

    /// <summary>JSON.</summary>
    public required byte[] Value { get; set; }

    /// <summary>When it is forgotten; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<KeyValueRow>
    {
        public void Configure(EntityTypeBuilder<KeyValueRow> builder)
        {
            builder.ToTable("KeyValues").HasKey(k => new { k.BotId, k.ContactId, k.Key });
            builder.HasIndex(k => k.ExpiresAt).HasFilter("\"ExpiresAt\" IS NOT NULL");
        }
    }
}
