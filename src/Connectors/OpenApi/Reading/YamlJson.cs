using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using YamlDotNet.Core;

namespace Connectors.OpenApi.Reading;

/// <summary>
/// Writes a YAML text as JSON: aliases and merge keys written out within a bound, so that a few lines cannot become
/// gigabytes; scalars by the core schema of YAML 1.2; keys as text.
/// </summary>
internal static class YamlJson
{
    private const string MergeKey = "<<";

    private static readonly JsonWriterOptions Options = new()
    {
        SkipValidation = true,
        // Nothing of this is ever shown in a page; escapes would only make it longer.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Converts a text.</summary>
    /// <param name="yaml">The text, UTF-8.</param>
    /// <param name="limits">What is too much.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The first document as JSON.</returns>
    /// <exception cref="DocumentRefusedException">No YAML, too large, too deep, or an alias inside what it stands for.</exception>
    public static ReadOnlyMemory<byte> Convert(ReadOnlyMemory<byte> yaml, ReadLimits limits, CancellationToken cancellationToken)
    {
        if (yaml.Length > limits.MaxYamlBytes)
        {
            throw new DocumentRefusedException(
                "openapi.size",
                $"The YAML file is larger than {limits.MaxYamlBytes / 1024 / 1024} MB. Convert it to JSON, of which more is taken."
            );
        }

        try
        {
            using var text = new StringReader(Encoding.UTF8.GetString(yaml.Span));
            var tokens = YamlTokens.Read(text, limits, cancellationToken);
            if (tokens.Count == 0)
            {
                throw new DocumentRefusedException("openapi.empty", "The document is empty.");
            }

            var buffer = new ArrayBufferWriter<byte>(Math.Max(256, yaml.Length));
            using var writer = new Utf8JsonWriter(buffer, Options);
            new Writing(tokens, writer, limits, cancellationToken).Value(0, 0);
            writer.Flush();
            return buffer.WrittenMemory;
        }
        catch (YamlException e)
        {
            throw new DocumentRefusedException(
                "openapi.format",
                $"The document is neither JSON nor YAML: line {e.Start.Line}, column {e.Start.Column} cannot be read."
            );
        }
    }

    /// <summary>The refusal of a document that nests too deeply.</summary>
    public static DocumentRefusedException TooDeep(ReadLimits limits) =>
        new("openapi.depth", $"The document nests objects and lists more than {limits.MaxDepth} deep.");

    private sealed class Writing(
        List<YamlToken> tokens,
        Utf8JsonWriter writer,
        ReadLimits limits,
        CancellationToken cancellationToken
    )
    {
        private readonly HashSet<int> _expanding = [];

        public void Value(int index, int depth)
        {
            Check(depth);
            var token = tokens[index];
            switch (token.Kind)
            {
                case YamlKind.Scalar:
                    YamlScalars.Write(writer, token.Text!, token.IsPlain); // a scalar has a text
                    break;
                case YamlKind.Mapping:
                    writer.WriteStartObject();
                    Members(index, depth);
                    writer.WriteEndObject();
                    break;
                case YamlKind.Sequence:
                    writer.WriteStartArray();
                    for (var item = index + 1; tokens[item].Kind != YamlKind.Close; item = YamlTokens.After(tokens, item))
                    {
                        Value(item, depth + 1);
                    }

                    writer.WriteEndArray();
                    break;
                default:
                    Expand(token.End, depth, Value);
                    break;
            }
        }

        /// <summary>Members of a mapping; merged ones come first, as the last of a name counts when JSON is read.</summary>
        private void Members(int mapping, int depth)
        {
            for (var key = mapping + 1; tokens[key].Kind != YamlKind.Close; key = YamlTokens.After(tokens, ValueOf(key)))
            {
                if (IsMerge(key))
                {
                    Merge(ValueOf(key), depth);
                }
            }

            for (var key = mapping + 1; tokens[key].Kind != YamlKind.Close; key = YamlTokens.After(tokens, ValueOf(key)))
            {
                if (!IsMerge(key))
                {
                    writer.WritePropertyName(NameOf(key));
                    Value(ValueOf(key), depth + 1);
                }
            }
        }

        private void Merge(int index, int depth)
        {
            Check(depth);
            switch (tokens[index].Kind)
            {
                case YamlKind.Mapping:
                    Members(index, depth);
                    break;
                case YamlKind.Alias:
                    Expand(tokens[index].End, depth + 1, Merge);
                    break;
                case YamlKind.Sequence:
                    // The first of several mappings wins, so it is written last.
                    var items = new List<int>();
                    for (var item = index + 1; tokens[item].Kind != YamlKind.Close; item = YamlTokens.After(tokens, item))
                    {
                        items.Add(item);
                    }

                    items.Reverse();
                    items.ForEach(item => Merge(item, depth + 1));
                    break;
                default:
                    break;
            }
        }

        private void Expand(int target, int depth, Action<int, int> write)
        {
            if (!_expanding.Add(target))
            {
                throw new DocumentRefusedException("openapi.format", "The YAML file has an alias inside the very node that it stands for.");
            }

            write(target, depth);
            _expanding.Remove(target);
        }

        private int ValueOf(int key) => YamlTokens.After(tokens, key);

        private bool IsMerge(int key) => tokens[key] is { Kind: YamlKind.Scalar, IsPlain: true, Text: MergeKey };

        private string NameOf(int key)
        {
            var token = tokens[key];
            var named = token.Kind == YamlKind.Alias ? tokens[token.End] : token;
            return named is { Kind: YamlKind.Scalar, Text: { } text }
                ? text
                : throw new DocumentRefusedException("openapi.format", "The YAML file has a list or an object as a key, which JSON has not.");
        }

        private void Check(int depth)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (depth > limits.MaxDepth)
            {
                throw TooDeep(limits);
            }

            if (writer.BytesCommitted + writer.BytesPending > limits.MaxExpandedBytes)
            {
                throw new DocumentRefusedException(
                    "openapi.size",
                    $"The YAML file grows beyond {limits.MaxExpandedBytes / 1024 / 1024} MB when its aliases are written out."
                );
            }
        }
    }
}
