using System.Text.Json;

namespace Connectors.HubSpot;

/// <summary>An error as HubSpot writes it (https://developers.hubspot.com/docs/api-reference/error-handling).</summary>
/// <param name="Category">For example <c>VALIDATION_ERROR</c>, <c>MISSING_SCOPES</c>, <c>RATE_LIMITS</c>.</param>
/// <param name="Message">HubSpot's sentence, one short line.</param>
/// <param name="CorrelationId">What HubSpot's support asks for; empty when there is none.</param>
/// <param name="Policy">Limit that was exceeded, for example <c>DAILY</c>; empty for other errors.</param>
/// <param name="Scopes">Scopes that the token lacks; empty for other errors.</param>
internal sealed record HubSpotError(string Category, string Message, string CorrelationId, string Policy, IReadOnlyList<string> Scopes)
{
    private static readonly string[] ScopeMembers = ["missingScopes", "requiredGranularScopes", "requiredScopes"];

    /// <summary>Reads an error.</summary>
    /// <param name="json">
    /// <c>{ "status": "error", "category": "CONFLICT", "message": "Contact already exists. Existing ID: 51",
    /// "correlationId": "aeb5f871-…", "errors": [ { "message": "…", "context": { "requiredGranularScopes": [ "…" ] } } ] }</c>
    /// </param>
    /// <returns>The error; null when it is not one.</returns>
    public static HubSpotError? Read(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object || Text(json, "message") is not { } message)
        {
            return null;
        }

        var details = Details(json).ToList();
        var said = details
            .Select(d => Text(d, "message"))
            .OfType<string>()
            .Where(m => !message.Contains(m, StringComparison.Ordinal))
            .Prepend(message);
        return new HubSpotError(
            Text(json, "category") ?? Text(json, "errorType") ?? "",
            VendorText.Shorten(string.Join(" ", said.Distinct(StringComparer.Ordinal)), 400),
            VendorText.Shorten(Text(json, "correlationId") ?? "", 60),
            Text(json, "policyName") ?? "",
            [.. details.Prepend(json).SelectMany(ScopesOf).Distinct(StringComparer.Ordinal)]
        );
    }

    private static IEnumerable<JsonElement> Details(JsonElement json) =>
        json.TryGetProperty("errors", out var errors) && errors.ValueKind is JsonValueKind.Array
            ? errors.EnumerateArray().Where(e => e.ValueKind is JsonValueKind.Object).Take(5)
            : [];

    private static IEnumerable<string> ScopesOf(JsonElement item) =>
        item.TryGetProperty("context", out var context) && context.ValueKind is JsonValueKind.Object
            ? ScopeMembers
                .Where(name => context.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array)
                .SelectMany(name => context.GetProperty(name).EnumerateArray())
                .Where(scope => scope.ValueKind is JsonValueKind.String)
                .Select(scope => VendorText.Shorten(scope.GetString()!, 80)) // a string element has a string
            : [];

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String ? member.GetString() : null;
}
