using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Library;

/// <summary>A published version: the whole bot, frozen. Written once; it outlives the bot, because runs are pinned to it.</summary>
internal sealed class VersionRow
{
    public required string BotId { get; init; }

    public int Version { get; init; }

    /// <summary>Canonical bundle.</summary>
    public required byte[] Bundle { get; init; }

    /// <summary>ETag of the draft that it was made from.</summary>
    public required string ETag { get; init; }

    public DateTimeOffset PublishedAt { get; init; }

    public required string PublishedBy { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<VersionRow>
    {
        public void Configure(EntityTypeBuilder<VersionRow> builder) =>
            // No foreign key to the bot: see above.
            builder.ToTable("BotVersions").HasKey(v => new { v.BotId, v.Version });
    }
}
