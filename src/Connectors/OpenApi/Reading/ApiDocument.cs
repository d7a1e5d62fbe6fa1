namespace Connectors.OpenApi.Reading;

/// <summary>What a document of any version says, in one form. Lives on the parsed document.</summary>
/// <param name="Title">Name of the interface.</param>
/// <param name="Summary">What it is, plain text; empty when the document does not say.</param>
/// <param name="Version">Version of the interface, as its owner counts.</param>
/// <param name="Specification">Version of the specification, such as <c>3.0</c>.</param>
/// <param name="Servers">Where it is served, in the document's order; may be empty.</param>
/// <param name="Schemes">Ways to prove who we are, by name.</param>
/// <param name="Operations">Its operations, in the document's order; keys are unique.</param>
internal sealed record ApiDocument(
    string Title,
    string Summary,
    string Version,
    string Specification,
    IReadOnlyList<ApiServer> Servers,
    IReadOnlyList<ApiScheme> Schemes,
    IReadOnlyList<ApiOperation> Operations
);

/// <summary>A place where the interface is served.</summary>
/// <param name="Url">Address with variables in braces; may be relative to the document's own address.</param>
/// <param name="Summary">What it is for; empty when not said.</param>
/// <param name="Variables">Its variables.</param>
internal sealed record ApiServer(string Url, string Summary, IReadOnlyList<ApiVariable> Variables);

/// <summary>A variable of a server's address.</summary>
/// <param name="Name">Name in braces.</param>
/// <param name="Default">Value when none is chosen.</param>
/// <param name="Options">Allowed values; empty for any.</param>
/// <param name="Summary">What it is; empty when not said.</param>
internal sealed record ApiVariable(string Name, string Default, IReadOnlyList<string> Options, string Summary);

/// <summary>A way to prove who we are.</summary>
/// <param name="Name">Name in the document.</param>
/// <param name="Kind">What kind it is.</param>
/// <param name="Parameter">Name of the header, query parameter or cookie of a key; else the HTTP scheme.</param>
/// <param name="Summary">What the document says of it.</param>
/// <param name="Flows">Flows of OAuth 2.0; empty for other kinds.</param>
/// <param name="Discovery">Address of the OpenID Connect discovery document; null for other kinds.</param>
internal sealed record ApiScheme(
    string Name,
    ApiSchemeKind Kind,
    string Parameter,
    string Summary,
    IReadOnlyList<ApiFlow> Flows,
    string? Discovery = null
);

/// <summary>Kinds of proof.</summary>
internal enum ApiSchemeKind
{
    KeyInHeader,
    KeyInQuery,
    KeyInCookie,
    Basic,
    Bearer,
    OAuth2,
    OpenIdConnect,
    Certificate,
    Unknown,
}

/// <summary>A flow of OAuth 2.0.</summary>
/// <param name="Kind"><c>authorizationCode</c>, <c>clientCredentials</c>, <c>implicit</c> or <c>password</c>.</param>
/// <param name="AuthorizationUrl">Where the user agrees; null where there is none.</param>
/// <param name="TokenUrl">Where tokens come from; null where there is none.</param>
/// <param name="Scopes">Scopes that can be asked for.</param>
internal sealed record ApiFlow(string Kind, string? AuthorizationUrl, string? TokenUrl, IReadOnlyList<string> Scopes);

/// <summary>One operation: a method on a path.</summary>
/// <param name="Key">Stable key, unique in the document, a name in flows.</param>
/// <param name="Method">Method in capitals.</param>
/// <param name="Path">Path with parameters in braces.</param>
/// <param name="Title">Short name for people.</param>
/// <param name="Summary">What it does, plain text; may be empty.</param>
/// <param name="Tags">Groups that it is in.</param>
/// <param name="IsDeprecated">True when the document advises against it.</param>
/// <param name="Parameters">Its parameters, without those of the body.</param>
/// <param name="Body">Its body; null for none.</param>
/// <param name="Responses">Its answers, by status.</param>
/// <param name="Security">Alternatives, each a set of scheme names that are needed together; null when nothing is said.</param>
/// <param name="Server">Absolute address that it is served at, where that is not the document's; null otherwise.</param>
internal sealed record ApiOperation(
    string Key,
    string Method,
    string Path,
    string Title,
    string Summary,
    IReadOnlyList<string> Tags,
    bool IsDeprecated,
    IReadOnlyList<ApiParameter> Parameters,
    ApiBody? Body,
    IReadOnlyList<ApiResponse> Responses,
    IReadOnlyList<IReadOnlyList<string>>? Security,
    Uri? Server
);

/// <summary>A parameter of path, query, header or cookie.</summary>
/// <param name="Name">Its name as it is sent.</param>
/// <param name="Place">Where it goes.</param>
/// <param name="IsRequired">True when a call without it is refused.</param>
/// <param name="Summary">What it is; may be empty.</param>
/// <param name="Schema">Its schema; nothing when the document has none.</param>
/// <param name="Style">How lists and objects are written.</param>
/// <param name="IsExploded">True when each item is written on its own.</param>
/// <param name="KeepsReserved">True when reserved characters are sent as they are.</param>
/// <param name="IsJson">True when the value is written as JSON text.</param>
internal sealed record ApiParameter(
    string Name,
    ApiPlace Place,
    bool IsRequired,
    string Summary,
    SpecNode Schema,
    ApiStyle Style,
    bool IsExploded,
    bool KeepsReserved = false,
    bool IsJson = false
);

/// <summary>Where a parameter goes.</summary>
internal enum ApiPlace
{
    Path,
    Query,
    Header,
    Cookie,
}

/// <summary>How lists and objects are written (OpenAPI 3.1 §4.8.12.2; the tab-separated lists of 2.0 with them).</summary>
internal enum ApiStyle
{
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    TabDelimited,
    DeepObject,
}

/// <summary>The body of a request.</summary>
/// <param name="Kind">How it is written.</param>
/// <param name="MediaType">Its <c>Content-Type</c>.</param>
/// <param name="IsRequired">True when a call without it is refused.</param>
/// <param name="Summary">What it is; may be empty.</param>
/// <param name="Schema">Schema of the whole; nothing when the document has none.</param>
/// <param name="Properties">Its properties, where they can be given one by one; null otherwise.</param>
internal sealed record ApiBody(
    ApiBodyKind Kind,
    string MediaType,
    bool IsRequired,
    string Summary,
    SpecNode Schema,
    IReadOnlyList<ApiProperty>? Properties
);

/// <summary>How a body is written.</summary>
internal enum ApiBodyKind
{
    Json,
    Form,
    Multipart,
    Text,
    Binary,
}

/// <summary>A property of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">Its schema, which may be a reference.</param>
/// <param name="IsRequired">True when it must be there.</param>
/// <param name="Style">How a list is written in a form.</param>
/// <param name="IsExploded">True when each item of a list is written on its own in a form.</param>
/// <param name="MediaType">Type of the part in a multipart body; null for the usual one.</param>
internal sealed record ApiProperty(
    string Name,
    SpecNode Schema,
    bool IsRequired,
    ApiStyle Style = ApiStyle.Form,
    bool IsExploded = true,
    string? MediaType = null
)
{
    /// <summary>What it is, plain text; empty when the document does not say.</summary>
    public string Summary => PlainText.Of(Schema.Text("description") ?? Schema.Follow().Text("description"));
}

/// <summary>An answer.</summary>
/// <param name="Status">A status, a class such as <c>4XX</c>, or <c>default</c>.</param>
/// <param name="Summary">When it comes; may be empty.</param>
/// <param name="IsJson">True when it is JSON.</param>
/// <param name="Schema">Its schema; nothing when the document has none.</param>
/// <param name="Headers">Names of its headers.</param>
internal sealed record ApiResponse(string Status, string Summary, bool IsJson, SpecNode Schema, IReadOnlyList<string> Headers);
