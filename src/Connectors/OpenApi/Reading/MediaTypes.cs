using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;

namespace Connectors.OpenApi.Reading;

/// <summary>Which media type is used, where a document offers several, and how it is written.</summary>
internal static class MediaTypes
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Multipart = "multipart/form-data";
    private const string Json = "application/json";

    /// <summary>Order of preference; the least is taken.</summary>
    public static int Rank(string mediaType) =>
        Bare(mediaType) switch
        {
            Json => mediaType.Contains(';', StringComparison.Ordinal) ? 1 : 0,
            "application/merge-patch+json" => 3,
            "application/json-patch+json" => 4,
            var type when IsJson(type) => 2,
            Form => 5,
            Multipart => 6,
            "*/*" or "" or "application/*" => 7,
            var type when IsText(type) => 8,
            _ => 9,
        };

    /// <summary>True for a form of either kind.</summary>
    public static bool IsForm(string mediaType) => Bare(mediaType) is Form or Multipart;

    /// <summary>True for JSON under any of its names.</summary>
    public static bool IsJson(string mediaType) =>
        Bare(mediaType) is var type
        && (
            type is Json or "text/json" or "application/x-json" or "application/*+json" or "applicationjson" or "json"
            || type.EndsWith("+json", StringComparison.Ordinal)
        );

    /// <summary>How a body of a type is written.</summary>
    /// <param name="mediaType">The type as it stands in the document; may be empty or wrong.</param>
    /// <param name="schema">The schema of the body, which decides where the type tells nothing.</param>
    public static ApiBodyKind KindOf(string mediaType, SpecNode schema) =>
        Bare(mediaType) switch
        {
            var type when IsJson(type) => ApiBodyKind.Json,
            Form => ApiBodyKind.Form,
            Multipart or "multipart/mixed" or "application/form-data" or "multipart/*" => ApiBodyKind.Multipart,
            "" or "*/*" or "application/*" => Schemas.IsFile(schema) ? ApiBodyKind.Binary : ApiBodyKind.Json,
            var type when IsText(type) => ApiBodyKind.Text,
            _ => Schemas.TypeOf(schema) is "object" or "array" ? ApiBodyKind.Text : ApiBodyKind.Binary,
        };

    /// <summary>The <c>Content-Type</c> to send.</summary>
    /// <param name="mediaType">The type as it stands in the document.</param>
    /// <param name="kind">How the body is written.</param>
    public static string ToSend(string mediaType, ApiBodyKind kind) =>
        !mediaType.Contains('*', StringComparison.Ordinal) && MediaTypeHeaderValue.TryParse(mediaType, out _) && Bare(mediaType) != "application/form-data"
            ? mediaType.Trim()
            : kind switch
            {
                ApiBodyKind.Json => Json,
                ApiBodyKind.Form => Form,
                ApiBodyKind.Multipart => Multipart,
                ApiBodyKind.Text => "text/plain",
                _ => "application/octet-stream",
            };

    private static bool IsText(string bare) =>
        bare.StartsWith("text/", StringComparison.Ordinal)
        || bare.EndsWith("/xml", StringComparison.Ordinal)
        || bare.EndsWith("+xml", StringComparison.Ordinal)
        || bare is "application/yaml" or "application/x-yaml" or "application/graphql" or "application/jwt" or "application/ndjson" or "application/x-ndjson";

    [SuppressMessage("Globalization", "CA1308:Normalize strings to uppercase", Justification = "Media types are written in lower case.")]
    private static string Bare(string mediaType) => mediaType.Split(';')[0].Trim().ToLowerInvariant();
}
