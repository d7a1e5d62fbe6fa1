using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using FlowRuntime.Gateway.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace FlowRuntime.Gateway.Management;

/// <summary>
/// A small body of the management API, or why it was refused: what the framework binds by itself ends in a bare 400, and
/// takes a misspelt member for one that was left out. No body is an empty object.
/// </summary>
/// <typeparam name="T">A record; parameters without a default must be sent.</typeparam>
internal sealed class JsonBody<T> : IBindableFromHttpContext<JsonBody<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    private readonly T? _value;
    private readonly ProblemHttpResult? _refusal;

    private JsonBody(T? value, ProblemHttpResult? refusal) => (_value, _refusal) = (value, refusal);

    /// <summary>Reads the body of a request.</summary>
    public static async ValueTask<JsonBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (bytes, tooLarge) = await JsonBodyReader.TakeAsync(context.Request).ConfigureAwait(false);
        if (tooLarge is not null)
        {
            return new JsonBody<T>(null, tooLarge);
        }

        var value = JsonBodyReader.Read<T>(bytes, out var problem);
        return new JsonBody<T>(value, problem is null ? null : JsonBodyReader.Refuse(problem));
    }

    /// <summary>Tells the API's description what is sent.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        // Any kind: a request without a body has none, and would look for another address.
        builder.Metadata.Add(new AcceptsMetadata(["application/json", "*/*"], typeof(T), isOptional: true));
        foreach (var status in (int[])[StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity])
        {
            builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]));
        }
    }

    /// <summary>The body, or the answer that refuses it.</summary>
    public bool IsRead([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out ProblemHttpResult? refusal)
    {
        (value, refusal) = (_value, _refusal);
        return value is not null;
    }
}
