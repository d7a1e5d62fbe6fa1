using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using FlowEngine.Definition;
using FlowRuntime.Gateway.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowRuntime.Gateway.Management;

/// <summary>Reads small bodies strictly, and says in which place one is wrong.</summary>
internal static partial class JsonBodyReader
{
    /// <summary>Largest body; the data of an event fits in with room to spare. Unit: bytes.</summary>
    public const int Largest = 1024 * 1024;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The bytes of a body, or the refusal of one that is too large or was cut off.</summary>
    public static async Task<(ReadOnlyMemory<byte> Bytes, ProblemHttpResult? Refusal)> TakeAsync(HttpRequest request)
    {
        using var whole = new MemoryStream();
        var part = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(part, request.HttpContext.RequestAborted).ConfigureAwait(false)) > 0)
        {
            if (whole.Length + read > Largest)
            {
                return (
                    default,
                    ApiProblem.Of(StatusCodes.Status413PayloadTooLarge, "json.size", $"A body has at most {Largest / 1024} kB here.")
                );
            }

            await whole.WriteAsync(part.AsMemory(0, read), request.HttpContext.RequestAborted).ConfigureAwait(false);
        }

        return (whole.ToArray(), null);
    }

    /// <summary>Reads a value; null with a problem where the bytes are not one.</summary>
    public static T? Read<T>(ReadOnlyMemory<byte> utf8, out Problem? problem)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(utf8.IsEmpty ? "{}"u8.ToArray() : utf8);
            problem = WrongMember<T>(document.RootElement);
            return problem is null ? document.RootElement.Deserialize<T>(Strict) : null;
        }
        catch (JsonException e)
        {
            // Only what was read and then did not fit has a path.
            problem = e.Path is { } path
                ? Error("document.type", PointerOf(path), "This value is of the wrong kind, or stands twice.")
                : Error("json.syntax", "", $"The body is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
        catch (InvalidOperationException)
        {
            problem = Error("json.text", "", "A text in the body holds half a character (a lone surrogate).");
        }

        return null;
    }

    /// <summary>The refusal of a body: 400 for what is not JSON, 422 for the wrong JSON.</summary>
    public static ProblemHttpResult Refuse(Problem problem) =>
        ApiProblem.Of(
            problem.Code.StartsWith("json.", StringComparison.Ordinal)
                ? StatusCodes.Status400BadRequest
                : StatusCodes.Status422UnprocessableEntity,
            problem.Code,
            problem.Message,
            [problem]
        );

    /// <summary>A problem of a place in a body.</summary>
    public static Problem Error(string code, string pointer, string message) => new(code, ProblemSeverity.Error, pointer, message);

    /// <summary>One step of a JSON pointer.</summary>
    public static string Step(string name) => "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static Problem? WrongMember<T>(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Error("document.type", "", "Send a JSON object.");
        }

        var known = Strict.GetTypeInfo(typeof(T)).Properties;
        foreach (var member in root.EnumerateObject())
        {
            if (!known.Any(k => k.Name == member.Name))
            {
                var names = string.Join(", ", known.Select(k => k.Name));
                return Error("document.member", Step(member.Name), $"There is no such member here. Possible: {names}.");
            }
        }

        return known.FirstOrDefault(k => k.IsRequired && !root.TryGetProperty(k.Name, out _)) is { } missing
            ? Error("document.missing", Step(missing.Name), $"Add the member {missing.Name}.")
            : null;
    }

    /// <summary>Turns <c>$.nodes['a/b']</c> into <c>/nodes/a~1b</c>.</summary>
    private static string PointerOf(string path) =>
        string.Concat(PathStep().Matches(path).Select(m => Step(m.Groups["name"].Value)));

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\['(?<name>.*?)'\]|\[(?<name>\d+)\]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex PathStep();
}
