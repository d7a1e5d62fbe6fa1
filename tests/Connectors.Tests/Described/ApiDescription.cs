using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowEngine.Schemas;
using TestKit;

namespace Connectors.Tests.Described;

/// <summary>
/// An OpenAPI 3.1 document that every request and every answer of a test is held to: unknown paths, methods, parameters and
/// members are violations, on our side as on the side of the server that acts as the vendor.
/// </summary>
internal sealed class ApiDescription
{
    private readonly JsonElement _document;
    private readonly List<(Regex Path, JsonElement Methods)> _paths;
    private readonly ConcurrentDictionary<string, JsonSchema> _schemas = new(StringComparer.Ordinal);

    private ApiDescription(JsonElement document)
    {
        _document = document;
        // A path without parameters wins over one with them, as OpenAPI says.
        _paths =
        [
            .. document
                .GetProperty("paths")
                .EnumerateObject()
                .OrderBy(p => p.Name.Count(c => c == '{'))
                .Select(p => (new Regex($"^{Regex.Replace(p.Name, "{[^}]+}", "[^/]+")}$", RegexOptions.CultureInvariant), p.Value)),
        ];
    }

    /// <summary>Reads a document of the repository.</summary>
    public static ApiDescription Read(string path) => new(JsonElement.Parse(File.ReadAllText(Repository.PathOf(path))));

    /// <summary>Finds an operation.</summary>
    public JsonElement? Find(string method, string path)
    {
        foreach (var (pattern, methods) in _paths)
        {
            var operation = methods.EnumerateObject().FirstOrDefault(m => m.Name.Equals(method, StringComparison.OrdinalIgnoreCase)).Value;
            if (pattern.IsMatch(path) && operation.ValueKind is JsonValueKind.Object)
            {
                return operation;
            }
        }

        return null;
    }

    /// <summary>What is wrong with a request.</summary>
    public IEnumerable<string> CheckRequest(string method, string path, IEnumerable<KeyValuePair<string, string>> query, string body)
    {
        if (Find(method, path) is not { } operation)
        {
            return [$"{method} {path} is not described."];
        }

        var parameters = operation.GetProperty("parameters").EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query").ToList();
        var wrong = query.SelectMany(given =>
            parameters.Find(p => p.GetProperty("name").GetString() == given.Key) is { ValueKind: JsonValueKind.Object } known
                ? Check(known.GetProperty("schema"), JsonSerializer.SerializeToElement(given.Value), $"{method} {path}?{given.Key}")
                : [$"{method} {path} has no parameter {given.Key}."]
        );
        return operation.TryGetProperty("requestBody", out var expected)
            ? [.. wrong, .. CheckBody(expected, body, $"{method} {path}")]
            : [.. wrong, .. body.Length == 0 ? [] : new[] { $"{method} {path} takes no body." }];
    }

    /// <summary>What is wrong with an answer.</summary>
    public IEnumerable<string> CheckAnswer(string method, string path, int status, string body)
    {
        if (Find(method, path) is not { } operation)
        {
            return status == 404 ? [] : [$"{method} {path} is not described and yet answered."];
        }

        var responses = operation.GetProperty("responses");
        if (!responses.TryGetProperty(status.ToString(CultureInfo.InvariantCulture), out var response))
        {
            if (status < 400)
            {
                return [$"{method} {path} never answers with {status}."];
            }

            response = responses.GetProperty("default");
        }

        return CheckBody(response, body, $"{method} {path} -> {status}");
    }

    private IEnumerable<string> CheckBody(JsonElement described, string body, string what)
    {
        if (!described.TryGetProperty("content", out var content))
        {
            return body.Length == 0 ? [] : [$"{what} has no body."];
        }

        var schema = content.GetProperty("application/json").GetProperty("schema");
        return body.Length == 0 ? [$"{what} lacks its body."] : Check(schema, JsonElement.Parse(body), what);
    }

    private IEnumerable<string> Check(JsonElement schema, JsonElement value, string what)
    {
        // References point into the document, so the schema is read with the document's components beside it.
        var compiled = _schemas.GetOrAdd(
            schema.GetRawText(),
            _ =>
                JsonSchema.Read(
                    JsonSerializer.SerializeToElement(
                        new Dictionary<string, JsonElement>
                        {
                            ["allOf"] = JsonSerializer.SerializeToElement(new[] { schema }),
                            ["components"] = _document.GetProperty("components"),
                        }
                    )
                )
        );
        return compiled.Problems.Select(p => p.ToString())
            .Concat(compiled.Check(value, CancellationToken.None).Select(p => p.ToString()))
            .Select(p => $"{what}: {p}");
    }
}
