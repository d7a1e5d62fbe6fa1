using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>A webhook that takes calls without a signature, because an administrator has allowed it.</summary>
internal sealed class OpenHookRow
{
    public required string BotId { get; set; }

    public required string Hook { get; set; }

    /// <summary>Who allowed it.</summary>
    public required string OpenedBy { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<OpenHookRow>
    {
        public void Configure(EntityTypeBuilder<OpenHookRow> builder) =>
            builder.ToTable("OpenHooks").HasKey(h => new { h.BotId, h.Hook });
    }
}
