using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Library.Filing;

/// <summary>Where a bot is filed. Apart from the bot, whose ETag counts changes of its documents only.</summary>
internal sealed class BotPlaceRow
{
    public required string BotId { get; init; }

    public required string Folder { get; set; }

    /// <summary>One a line.</summary>
    public required string Tags { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<BotPlaceRow>
    {
        public void Configure(EntityTypeBuilder<BotPlaceRow> builder)
        {
            builder.ToTable("BotPlaces").HasKey(p => p.BotId);
            builder.HasOne<BotRow>().WithOne().HasForeignKey<BotPlaceRow>(p => p.BotId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
