using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>What came with a call, as flows read it: <c>event.body</c>, <c>event.headers</c>, <c>event.query</c>, <c>event.method</c>.</summary>
internal static class HookCall
{
    private const int DeepestJson = 64;

    /// <summary>Headers that carry secrets or sessions; flows and journals must not see them.</summary>
    private static readonly HashSet<string> Hidden = new(
        ["authorization", "proxy-authorization", "cookie", "x-api-key", "x-shopify-access-token"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Describes a call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="hook">Name of the webhook.</param>
    /// <param name="eventId">Id of the event; null for none.</param>
    /// <param name="signatureHeader">Header of the signature, which is hidden too; null for none.</param>
    /// <param name="body">The body, whole.</param>
    /// <param name="happened">The description; undefined when the body says that it is JSON and is not.</param>
    /// <returns>False when the body cannot be read.</returns>
    public static bool TryDescribe(
        HttpRequest request,
        string hook,
        string? eventId,
        string? signatureHeader,
        byte[] body,
        out JsonElement happened
    )
    {
        happened = default;
        if (!TryReadBody(request, body, out var content))
        {
            return false;
        }

        var call = new JsonObject
        {
            ["kind"] = "webhook",
            ["hook"] = hook,
            ["id"] = eventId,
            ["method"] = request.Method,
            ["headers"] = new JsonObject(
                request
                    .Headers.Where(h => !Hidden.Contains(h.Key) && !h.Key.Equals(signatureHeader, StringComparison.OrdinalIgnoreCase))
                    .Select(h => KeyValuePair.Create(LowerCase(h.Key), (JsonNode?)h.Value.ToString()))
                    .DistinctBy(h => h.Key)
            ),
            ["query"] = new JsonObject(request.Query.Select(q => KeyValuePair.Create(q.Key, (JsonNode?)q.Value.ToString()))),
            ["body"] = content,
        };
        happened = JsonSerializer.SerializeToElement(call);
        return true;
    }

    private static bool TryReadBody(HttpRequest request, byte[] body, out JsonNode? content)
    {
        content = null;
        if (body.Length == 0)
        {
            return true;
        }

        if (request.HasJsonContentType())
        {
            try
            {
                content = JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { MaxDepth = DeepestJson });
                // A node is read lazily: what is wrong further down shows now, not in a turn.
                _ = content?.DeepClone();
                return true;
            }
            catch (Exception e) when (e is JsonException or ArgumentException)
            {
                return false;
            }
        }

        var text = Encoding.UTF8.GetString(body);
        if (request.HasFormContentType && request.ContentType!.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            var form = QueryHelpers.ParseQuery(text);
            content = new JsonObject(form.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)f.Value.ToString())));
            return true;
        }

        content = text;
        return true;
    }

    [SuppressMessage("Globalization", "CA1308", Justification = "Header names are read in small letters, as HTTP/2 sends them.")]
    private static string LowerCase(string name) => name.ToLowerInvariant();
}
