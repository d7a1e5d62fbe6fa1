using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary><c>POST /tokens/generate</c> and <c>POST /tokens/refresh</c>.</summary>
internal static class TokenEndpoints
{
    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web);

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/tokens/generate", GenerateAsync);
        group.MapPost("/tokens/refresh", RefreshAsync);
    }

    private static async Task<IResult> GenerateAsync(HttpContext http, DirectLineGrants grants)
    {
        var caller = DirectLineCaller.Of(http);
        if (caller.ConversationId is not null)
        {
            return DirectLineError.NeedsSecret();
        }

        var (body, refusal) = await DirectLineBody.ReadAsync(http.Request).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!TryRead(body, out var wanted))
        {
            return DirectLineError.BadArgument("The body must be like { \"user\": { \"id\": \"dl_1\" }, \"trustedOrigins\": [ \"https://shop.example\" ] }.");
        }

        if (wanted.User?.Id is { } id && !id.StartsWith(DirectLineCaller.UserIdPrefix, StringComparison.Ordinal))
        {
            return DirectLineError.BadArgument($"'user.id' in a token must start with '{DirectLineCaller.UserIdPrefix}'.");
        }

        var granted = caller with
        {
            ConversationId = DirectLineGrants.NewConversationId(),
            UserId = wanted.User?.Id,
            UserName = wanted.User?.Id is null ? null : wanted.User.Name,
            Origins = wanted.TrustedOrigins ?? [],
        };
        return Results.Json(await grants.TokenAsync(granted, http.RequestAborted).ConfigureAwait(false));
    }

    private static async Task<IResult> RefreshAsync(HttpContext http, DirectLineGrants grants)
    {
        var caller = DirectLineCaller.Of(http);
        return caller.ConversationId is null
            ? DirectLineError.NeedsToken()
            : Results.Json(await grants.TokenAsync(caller, http.RequestAborted).ConfigureAwait(false));
    }

    private static bool TryRead(JsonElement body, out TokenRequest request)
    {
        request = new TokenRequest(null, null);
        if (body.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return true;
        }

        try
        {
            request = body.Deserialize<TokenRequest>(Lenient) ?? request;
            return request.TrustedOrigins?.Contains(null!) != true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private sealed record TokenRequest(RequestedUser? User, IReadOnlyList<string>? TrustedOrigins);

    private sealed record RequestedUser(string? Id, string? Name);
}
