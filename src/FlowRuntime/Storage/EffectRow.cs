using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlowRuntime.Storage;

/// <summary>A write to the outside: committed before it is sent, and again with its result.</summary>
internal sealed class EffectRow
{
    /// <summary><c>runId/frame path/node id/visit</c>.</summary>
    public required string EffectKey { get; set; }

    public required string RunId { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>JSON of the <see cref="FlowEngine.Running.CallResult"/>; null until it has settled.</summary>
    public byte[]? Result { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<EffectRow>
    {
        public void Configure(EntityTypeBuilder<EffectRow> builder)
        {
            builder.ToTable("Effects").HasKey(e => e.EffectKey);
            builder.HasIndex(e => e.RunId);
        }
    }
}
