using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Connectors.OpenApi.Reading;

/// <summary>One event of a YAML document, as little of it as JSON needs.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Value of a scalar.</param>
/// <param name="IsPlain">True for a scalar without quotes, whose type its text tells.</param>
/// <param name="End">Index behind the whole node; for an alias, index of the node it stands for.</param>
internal readonly record struct YamlToken(YamlKind Kind, string? Text, bool IsPlain, int End);

/// <summary>What an event is.</summary>
internal enum YamlKind : byte
{
    Scalar,
    Mapping,
    Sequence,
    Alias,
    Close,
}

/// <summary>The events of the first document of a YAML text, with the end of every node and the target of every alias.</summary>
internal static class YamlTokens
{
    private const int CheckEvery = 1024;

    /// <summary>Reads the events.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limits">Deepest nesting.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The root node's events; none when the document is empty.</returns>
    /// <exception cref="DocumentRefusedException">Nested too deeply, or an alias without a target.</exception>
    /// <exception cref="YamlException">The text is no YAML.</exception>
    public static List<YamlToken> Read(TextReader text, ReadLimits limits, CancellationToken cancellationToken)
    {
        var tokens = new List<YamlToken>();
        var open = new Stack<int>();
        var anchors = new Dictionary<string, int>(StringComparer.Ordinal);
        var parser = new Parser(new Scanner(text, skipComments: true));
        while (parser.MoveNext() && parser.Current is not DocumentEnd)
        {
            if (tokens.Count % CheckEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (parser.Current is NodeEvent { Anchor.IsEmpty: false } anchored)
            {
                anchors[anchored.Anchor.Value] = tokens.Count;
            }

            switch (parser.Current)
            {
                case Scalar scalar:
                    tokens.Add(new YamlToken(YamlKind.Scalar, scalar.Value, IsPlain(scalar), tokens.Count + 1));
                    break;
                case MappingStart:
                    open.Push(tokens.Count);
                    tokens.Add(new YamlToken(YamlKind.Mapping, null, false, 0));
                    break;
                case SequenceStart:
                    open.Push(tokens.Count);
                    tokens.Add(new YamlToken(YamlKind.Sequence, null, false, 0));
                    break;
                case MappingEnd or SequenceEnd:
                    var start = open.Pop();
                    tokens.Add(new YamlToken(YamlKind.Close, null, false, 0));
                    tokens[start] = tokens[start] with { End = tokens.Count };
                    break;
                case AnchorAlias alias:
                    tokens.Add(new YamlToken(YamlKind.Alias, null, false, Target(alias, anchors)));
                    break;
                default:
                    break;
            }

            if (open.Count > limits.MaxDepth)
            {
                throw YamlJson.TooDeep(limits);
            }
        }

        return tokens;
    }

    /// <summary>Index behind the node at an index.</summary>
    public static int After(List<YamlToken> tokens, int index) =>
        tokens[index].Kind == YamlKind.Alias ? index + 1 : tokens[index].End;

    private static bool IsPlain(Scalar scalar) =>
        scalar.Style == ScalarStyle.Plain && (scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific);

    private static int Target(AnchorAlias alias, Dictionary<string, int> anchors) =>
        anchors.TryGetValue(alias.Value.Value, out var target)
            ? target
            : throw new DocumentRefusedException(
                "openapi.format",
                $"The document is no YAML: nothing before line {alias.Start.Line} has the anchor that is named there."
            );
}
