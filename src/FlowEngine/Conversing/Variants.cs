using System.Text;
using FlowEngine.Running;

namespace FlowEngine.Conversing;

/// <summary>Chooses among several wordings of the same.</summary>
internal static class Variants
{
    /// <summary>
    /// Chooses by the turn's own chance, so that a replayed turn says the same again. The wordings lie in two halves that
    /// take turns with each visit of the node: without remembering anything, none is said twice in a row in a frame.
    /// Which half begins differs from conversation to conversation.
    /// </summary>
    /// <param name="text">The first wording; null for none.</param>
    /// <param name="variants">The others; null for none.</param>
    /// <param name="context">The node.</param>
    /// <returns>The wording; empty when there is none.</returns>
    public static string Choose(string? text, IReadOnlyList<string>? variants, NodeContext context)
    {
        if (variants is null or { Count: 0 })
        {
            return text ?? "";
        }

        var all = variants.Where(v => !string.IsNullOrWhiteSpace(v)).ToList();
        if (!string.IsNullOrWhiteSpace(text))
        {
            all.Insert(0, text);
        }

        if (all.Count < 2)
        {
            return all.Count == 0 ? "" : all[0];
        }

        var first = (all.Count + 1) / 2;
        var inFirst = ((context.Visit + Hash(context.Conversation.Id, context.NodeId)) & 1) == 0;
        var (start, count) = inFirst ? (0, first) : (first, all.Count - first);
        return all[start + (int)((uint)Spread(context.Scope.Settings.Seed ?? 0) % (uint)count)];
    }

    private static int Hash(params ReadOnlySpan<string> texts)
    {
        var hash = 17;
        foreach (var text in texts)
        {
            foreach (var letter in Encoding.UTF8.GetBytes(text))
            {
                hash = unchecked((hash * 31) + letter);
            }
        }

        return Spread(hash);
    }

    /// <summary>Neighbouring seeds must not give neighbouring choices (the mixer of MurmurHash3).</summary>
    private static int Spread(int seed)
    {
        var bits = (uint)seed;
        bits = unchecked((bits ^ (bits >> 16)) * 0x85EB_CA6B);
        bits = unchecked((bits ^ (bits >> 13)) * 0xC2B2_AE35);
        return (int)(bits ^ (bits >> 16));
    }
}
