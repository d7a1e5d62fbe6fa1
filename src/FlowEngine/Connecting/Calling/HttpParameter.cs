namespace FlowEngine.Connecting.Calling;

/// <summary>Something a request carries by name: a query parameter, a header, a member of the body.</summary>
/// <param name="Name">Name in the request; in a JSON body dots make objects in objects, as in <c>customer.email</c>.</param>
/// <param name="Field">Setting that gives the value; the same name when null. Left out when the setting is absent.</param>
public sealed record HttpParameter(string Name, string? Field = null)
{
    /// <summary>The value, where it is always the same; null to take the setting's.</summary>
    public string? Constant { get; init; }

    /// <summary>What stands between the items of a list; null to send the parameter once for each item.</summary>
    public string? Separator { get; init; }

    /// <summary>Makes a parameter whose value is always the same.</summary>
    /// <param name="name">Name in the request.</param>
    /// <param name="value">The value.</param>
    /// <returns>The parameter.</returns>
    public static HttpParameter Always(string name, string value) => new(name) { Constant = value };
}

/// <summary>How the body of a request is made of settings. Immutable.</summary>
public sealed record HttpBody
{
    private HttpBody(HttpBodyKind kind, IReadOnlyList<HttpParameter> members) => (Kind, Members) = (kind, members);

    /// <summary>Form of the body.</summary>
    public HttpBodyKind Kind { get; }

    /// <summary>What is in it; of <see cref="HttpBodyKind.Whole"/> the one setting.</summary>
    public IReadOnlyList<HttpParameter> Members { get; }

    /// <summary>A JSON object.</summary>
    /// <param name="members">Its members.</param>
    /// <returns>The body.</returns>
    public static HttpBody Json(params IReadOnlyList<HttpParameter> members) => new(HttpBodyKind.Json, members);

    /// <summary>A form, <c>application/x-www-form-urlencoded</c>.</summary>
    /// <param name="members">Its members.</param>
    /// <returns>The body.</returns>
    public static HttpBody Form(params IReadOnlyList<HttpParameter> members) => new(HttpBodyKind.Form, members);

    /// <summary>The value of one setting as JSON.</summary>
    /// <param name="field">The setting.</param>
    /// <returns>The body.</returns>
    public static HttpBody Whole(string field) => new(HttpBodyKind.Whole, [new HttpParameter(field)]);
}

/// <summary>Form of a body.</summary>
public enum HttpBodyKind
{
    /// <summary>A JSON object with members.</summary>
    Json,

    /// <summary>A form.</summary>
    Form,

    /// <summary>One setting as JSON.</summary>
    Whole,
}
