using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Library;

/// <summary>The draft of one test of a bot, as its author wrote it.</summary>
internal sealed class TestRow
{
    public required string BotId { get; set; }

    public required string Id { get; set; }

    /// <summary>Place in the bundle, ascending.</summary>
    public int Position { get; set; }

    public required byte[] Document { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<TestRow>
    {
        public void Configure(EntityTypeBuilder<TestRow> builder)
        {
            builder.ToTable("TestDrafts").HasKey(t => new { t.BotId, t.Id });
            builder.HasOne<BotRow>().WithMany().HasForeignKey(t => t.BotId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
