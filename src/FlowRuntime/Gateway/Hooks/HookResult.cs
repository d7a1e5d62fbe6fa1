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
        httpContext.Response.ContentType = content is null ? null : type;
        foreach (var (name, value) in response.Headers ?? new Dictionary<string, string>())
        {
            httpContext.Response.Headers[name] = value;
        }

        // The address is the product's own: whatever a flow sends, no browser may run it here.
        httpContext.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        httpContext.Response.Headers.XContentTypeOptions = "nosniff";
        if (content is not null && status is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified))
        {
            await httpContext.Response.WriteAsync(content, httpContext.RequestAborted).ConfigureAwait(false);
        }
    }

    private static (string? Content, string Type) ContentOf(JsonElement body) =>
        body.ValueKind switch
        {
            JsonValueKind.Undefined => (null, ""),
            JsonValueKind.String => (body.GetString(), "text/plain; charset=utf-8"),
            _ => (body.GetRawText(), "application/json; charset=utf-8"),
        };

    /// <summary>RFC 9457: an object gets the members that are missing, a text becomes the detail.</summary>
    private static (string Content, string Type) ProblemOf(int status, JsonElement body)
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
        return (problem.ToJsonString(), "application/problem+json; charset=utf-8");
    }
}
