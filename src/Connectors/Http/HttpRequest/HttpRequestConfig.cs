using System.Text.Json;
using Connectors.Http.Bodies;

namespace Connectors.Http.HttpRequest;

/// <summary>Settings of the HTTP request node, every expression resolved.</summary>
/// <param name="Connection">Name of an <c>http</c> connection: it gives host and credential.</param>
/// <param name="Path">Path below the connection's address, without query.</param>
/// <param name="Method">One of <see cref="HttpRequestNode.Methods"/>.</param>
/// <param name="Query">Query parameters by name; null and undefined ones are left out, lists are repeated.</param>
/// <param name="Headers">Request headers by name.</param>
/// <param name="Body">The body; nothing is sent when null or undefined.</param>
/// <param name="TimeoutSeconds">Longest wait for the whole exchange. Unit: seconds, 1 to 300.</param>
/// <param name="Idempotent">True when the other system honours <c>Idempotency-Key</c> for POST and PATCH.</param>
/// <param name="SaveTo">Variable that receives the body of a success; null for none.</param>
/// <param name="BodyKind">One of <see cref="HttpBodies.Kinds"/>: how <paramref name="Body"/> is written.</param>
/// <param name="Parts">Parts of a multipart body, after the members of <paramref name="Body"/>.</param>
/// <param name="ResponseAs">One of <see cref="Answers.HttpAnswers.Kinds"/>: how the answer is read.</param>
/// <param name="Paging">One of <see cref="HttpPaging.Kinds"/>: how a list is read page by page.</param>
/// <param name="PageItems">Members that lead to the list in each answer, with dots; empty when the body is the list.</param>
/// <param name="PageParameter">Query parameter with the number of the page or the cursor.</param>
/// <param name="PageCursor">Members that lead to the cursor in each answer, with dots.</param>
/// <param name="MaxPages">Most pages that are read, 1 to 100.</param>
/// <param name="CacheSeconds">How long the answer of a GET or HEAD may be used again; 0 for not at all. Unit: seconds, up to a day.</param>
/// <param name="Fresh">True to ask the other system even when the cache has an answer.</param>
public sealed record HttpRequestConfig(
    string Connection,
    string Path = "",
    string Method = "GET",
    IReadOnlyDictionary<string, JsonElement>? Query = null,
    IReadOnlyDictionary<string, JsonElement>? Headers = null,
    JsonElement Body = default,
    int TimeoutSeconds = 30,
    bool Idempotent = false,
    string? SaveTo = null,
    string BodyKind = HttpBodies.Auto,
    IReadOnlyList<HttpPart>? Parts = null,
    string ResponseAs = Answers.HttpAnswers.Auto,
    string Paging = HttpPaging.None,
    string PageItems = "",
    string PageParameter = "page",
    string PageCursor = "",
    int MaxPages = 10,
    int CacheSeconds = 0,
    bool Fresh = false
);
