using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>Sends what a flow responded.</summary>
internal sealed class HookResult(FlowResponse response) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (status, body) = (response.Status, response.Body);
        httpContext.Response.StatusCode = status;
        var (content, type) = status >= StatusCodes.Status400BadRequest ? ProblemOf(status, body) : ContentOf(body);
        var hasContent = type is not null && status is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified);
        httpContext.Response.ContentType = type;
        if (hasContent)
        {
            httpContext.Response.ContentLength = content.Length;
        }

        foreach (var (name, value) in response.Headers ?? new Dictionary<string, string>())
        {
            httpContext.Response.Headers[name] = value;
        }

        // The address is the product's own: whatever a flow sends, no browser may run it here.
        httpContext.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        httpContext.Response.Headers.XContentTypeOptions = "nosniff";
        if (hasContent)
        {
            httpContext.Response.BodyWriter.Write(content.Span);
            await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted).ConfigureAwait(false);
        }
    }

    private static (ReadOnlyMemory<byte> Content, string? Type) ContentOf(JsonElement body) =>
        body.ValueKind switch
        {
            JsonValueKind.Undefined => (default, null),
            JsonValueKind.String => (Encoding.UTF8.GetBytes(body.GetString()!), "text/plain; charset=utf-8"), // a string element has a string
            _ => (JsonMarshal.GetRawUtf8Value(body).ToArray(), "application/json; charset=utf-8"),
        };

    /// <summary>RFC 9457: an object gets the members that are missing, a text becomes the detail.</summary>
    private static (ReadOnlyMemory<byte> Content, string? Type) ProblemOf(int status, JsonElement body)
    {
        var problem = body.ValueKind == JsonValueKind.Object ? JsonObject.Create(body)! : []; // an element of an object makes one
        if (body.ValueKind == JsonValueKind.String)
        {
            problem["detail"] = body.GetString();
        }
        else if (body.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null))
        {
            problem["value"] = JsonNode.Parse(body.GetRawText());
        }

        problem.TryAdd("status", status);
        problem.TryAdd("title", ReasonPhrases.GetReasonPhrase(status));
        return (Encoding.UTF8.GetBytes(problem.ToJsonString()), "application/problem+json; charset=utf-8");
    }
}
