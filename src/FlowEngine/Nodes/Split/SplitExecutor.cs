using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Split;

internal sealed class SplitExecutor : INodeExecutor<SplitConfig>
{
    public ValueTask<NodeResult> ExecuteAsync(SplitConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var experiment = config.Experiment.Length > 0 ? config.Experiment : context.NodeId;
        var at = Place(context.Bot.Id, experiment, context.Conversation.ContactId) * config.Variants.Sum(v => v.Weight);
        var chosen = config.Variants.Last(v => v.Weight > 0); // validation wants one
        var end = 0.0;
        foreach (var variant in config.Variants)
        {
            end += variant.Weight;
            if (at < end)
            {
                chosen = variant;
                break;
            }
        }

        var output = JsonSerializer.SerializeToElement(new { experiment, variant = chosen.Port }, JsonSerializerOptions.Web);
        return new(new NodeResult.Completed(chosen.Port, output));
    }

    /// <summary>Where a contact stands between 0 and 1: the same for ever, and as if by chance from one experiment to the next.</summary>
    private static double Place(string bot, string experiment, string contact)
    {
        // Lengths keep ("a", "bc") apart from ("ab", "c").
        var key = Encoding.UTF8.GetBytes($"{bot.Length}:{bot}/{experiment.Length}:{experiment}/{contact}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key, hash);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) / (double)(1UL << 53);
    }
}
