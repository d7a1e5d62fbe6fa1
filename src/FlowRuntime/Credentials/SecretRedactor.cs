using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowRuntime.Credentials;

/// <summary>Knows every secret that the vault has opened or sealed since the start; never forgets one, for old ones leak too.</summary>
internal sealed class SecretRedactor : ISecretRedactor
{
    private readonly Lock _lock = new();
    private volatile Known _known = new([]);

    /// <summary>Learns secrets.</summary>
    /// <param name="secrets">Values that must not be written down.</param>
    public void Remember(IEnumerable<string> secrets)
    {
        lock (_lock)
        {
            var forms = _known.Forms.Union(secrets.SelectMany(SecretForms.Of), StringComparer.Ordinal).ToList();
            if (forms.Count > _known.Forms.Length)
            {
                _known = new Known([.. forms.OrderByDescending(f => f.Length)]);
            }
        }
    }

    /// <inheritdoc/>
    public string Redact(string text)
    {
        var known = _known;
        var at = known.IndexIn(text, 0);
        if (at < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        var from = 0;
        while (at >= 0)
        {
            clean.Append(text, from, at - from).Append(ISecretRedactor.Mask);
            from = at + known.LengthAt(text, at);
            at = known.IndexIn(text, from);
        }

        return clean.Append(text, from, text.Length - from).ToString();
    }

    /// <inheritdoc/>
    public JsonElement Redact(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Undefined || _known.Forms.IsEmpty)
        {
            return value;
        }

        // Escaped characters can hide a secret from a search in the raw text: then every string is looked at.
        var raw = value.GetRawText();
        return raw.Contains('\\', StringComparison.Ordinal) || _known.IndexIn(raw, 0) >= 0
            ? JsonSerializer.SerializeToElement(Clean(value))
            : value;
    }

    private JsonNode? Clean(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => CleanObject(value),
            JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Clean)]),
            JsonValueKind.String => JsonValue.Create(Redact(value.GetString()!)), // a string element has a string
            JsonValueKind.Number when _known.IndexIn(value.GetRawText(), 0) >= 0 => JsonValue.Create(
                Redact(value.GetRawText())
            ),
            _ => JsonValue.Create(value),
        };

    private JsonObject CleanObject(JsonElement value)
    {
        var members = new JsonObject();
        foreach (var member in value.EnumerateObject())
        {
            members[Redact(member.Name)] = Clean(member.Value);
        }

        return members;
    }

    private sealed class Known(ImmutableArray<string> forms)
    {
        private readonly SearchValues<string> _search = SearchValues.Create(forms.AsSpan(), StringComparison.Ordinal);

        /// <summary>What to look for, the longest first.</summary>
        public ImmutableArray<string> Forms { get; } = forms;

        public int IndexIn(string text, int from)
        {
            if (Forms.IsEmpty)
            {
                return -1;
            }

            var at = text.AsSpan(from).IndexOfAny(_search);
            return at < 0 ? -1 : from + at;
        }

        public int LengthAt(string text, int at) =>
            Forms.First(f => text.AsSpan(at).StartsWith(f, StringComparison.Ordinal)).Length;
    }
}
