using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Library;

/// <summary>The draft of a bot: its <c>bot.json</c>, and what is known of the whole.</summary>
internal sealed class BotRow
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    /// <summary>Canonical <c>bot.json</c>.</summary>
    public required byte[] Document { get; set; }

    /// <summary>Another one after every change of the bot, a flow or a test. Random, so that a bot made anew never repeats one.</summary>
    public required string ETag { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public required string ChangedBy { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<BotRow>
    {
        public void Configure(EntityTypeBuilder<BotRow> builder)
        {
            builder.ToTable("Bots").HasKey(b => b.Id);
            builder.Property(b => b.ETag).IsConcurrencyToken();
        }
    }
}
