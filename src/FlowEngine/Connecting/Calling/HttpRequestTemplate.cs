using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Compilation;
using FlowEngine.Nodes;

namespace FlowEngine.Connecting.Calling;

/// <summary>The request of one call of an <see cref="HttpOperation"/>: address, headers and body made of the settings.</summary>
internal sealed class HttpRequestTemplate
{
    private readonly HttpOperation _operation;
    private readonly OperationCall _call;

    public HttpRequestTemplate(HttpOperation operation, OperationCall call)
    {
        (_operation, _call) = (operation, call);
        var path = PathOf();
        BadField ??= BadHeader();
        Address = BadField is null ? $"./{path}{QueryOf()}" : null;
    }

    /// <summary>Path and query, relative to the connection's address; null when a setting cannot be part of the request.</summary>
    public string? Address { get; }

    /// <summary>The setting that cannot be part of the request; null for none.</summary>
    public string? BadField { get; private set; }

    public HttpRequestMessage Make(Uri address)
    {
        var request = new HttpRequestMessage(_operation.Method, address) { Content = BodyOf() };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (_call.Operation.Effect is EffectKind.Write)
        {
            ConnectionCall.AddIdempotencyKey(request.Headers, _call.Context.EffectKey);
        }

        foreach (var (name, value) in Pairs(_operation.Headers))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    /// <summary>Line breaks would start headers of their own, and other letters than ASCII cannot be sent.</summary>
    private string? BadHeader() =>
        _operation
            .Headers.FirstOrDefault(h => Pairs([h]).Any(p => p.Value.Any(c => !char.IsAscii(c) || char.IsControl(c))))
            is { } header
            ? header.Field ?? header.Name
            : null;

    private string PathOf()
    {
        var path = new StringBuilder();
        var rest = _operation.Path.AsSpan().TrimStart('/');
        while (rest.IndexOf('{') is var open and >= 0 && rest[open..].IndexOf('}') is var length and > 0)
        {
            path.Append(rest[..open]);
            var field = rest.Slice(open + 1, length - 1).ToString();
            var value = _call.Text(field);
            if (string.IsNullOrWhiteSpace(value) || value is "." or "..")
            {
                BadField = field;
                return "";
            }

            path.Append(Uri.EscapeDataString(value));
            rest = rest[(open + length + 1)..];
        }

        return path.Append(rest).ToString();
    }

    private string QueryOf()
    {
        var query = string.Join('&', Pairs(_operation.Query).Select(p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value)}"));
        return query.Length == 0 ? ""
            : _operation.Path.Contains('?', StringComparison.Ordinal) ? $"&{query}"
            : $"?{query}";
    }

    private IEnumerable<(string Name, string Value)> Pairs(IReadOnlyList<HttpParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            var value = _call.Value(parameter.Field ?? parameter.Name);
            if (parameter.Constant is { } constant)
            {
                yield return (parameter.Name, constant);
            }
            else if (value.ValueKind is JsonValueKind.Array && parameter.Separator is { } separator)
            {
                yield return (parameter.Name, string.Join(separator, value.EnumerateArray().Select(FieldConversion.ToText)));
            }
            else if (value.ValueKind is JsonValueKind.Array)
            {
                foreach (var item in value.EnumerateArray())
                {
                    yield return (parameter.Name, FieldConversion.ToText(item));
                }
            }
            else if (!FieldConversion.IsEmpty(value))
            {
                yield return (parameter.Name, FieldConversion.ToText(value));
            }
        }
    }

    private HttpContent? BodyOf() =>
        _operation.Body switch
        {
            null => null,
            { Kind: HttpBodyKind.Form } form => new FormUrlEncodedContent(
                Pairs(form.Members).Select(p => KeyValuePair.Create(p.Name, p.Value))
            ),
            { Kind: HttpBodyKind.Whole, Members: [var only, ..] } => _call.Value(only.Name) is { ValueKind: not JsonValueKind.Undefined } value
                ? Json(value.GetRawText())
                : null,
            var json => Json(ObjectOf(json.Members).ToJsonString()),
        };

    private JsonObject ObjectOf(IReadOnlyList<HttpParameter> members)
    {
        var root = new JsonObject();
        foreach (var member in members)
        {
            var value = _call.Value(member.Field ?? member.Name);
            if (member.Constant is null && value.ValueKind is JsonValueKind.Undefined)
            {
                continue;
            }

            var names = member.Name.Split('.');
            var owner = root;
            foreach (var name in names[..^1])
            {
                if (owner[name] is not JsonObject inner)
                {
                    owner[name] = inner = [];
                }

                owner = inner;
            }

            owner[names[^1]] = member.Constant ?? JsonNode.Parse(value.GetRawText());
        }

        return root;
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
