using Connectors.OpenApi.Reading;

namespace Connectors.OpenApi.Calling;

/// <summary>How settings become the request of one operation. Holds nothing of the document, so that it need not stay.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Path below the connection's address.</param>
/// <param name="Server">Absolute address that the path counts from instead; null for the connection's.</param>
/// <param name="Parameters">Parameters of path, query, header and cookie.</param>
/// <param name="Body">The body; null for none.</param>
/// <param name="Accept">Media type asked for; null for any.</param>
/// <param name="SendsKey">True when the key of the effect is sent, so that the other side knows a repeated write.</param>
internal sealed record RequestPlan(
    HttpMethod Method,
    IReadOnlyList<PathPiece> Path,
    Uri? Server,
    IReadOnlyList<ParameterPlan> Parameters,
    BodyPlan? Body,
    string? Accept,
    bool SendsKey
);

/// <summary>One parameter.</summary>
/// <param name="Field">Setting that gives its value.</param>
/// <param name="Name">Its name as it is sent.</param>
/// <param name="Place">Where it goes.</param>
/// <param name="Style">How lists and objects are written.</param>
/// <param name="IsExploded">True when each item is written on its own.</param>
/// <param name="KeepsReserved">True when reserved characters are sent as they are.</param>
/// <param name="IsJson">True when the value is written as JSON text.</param>
internal sealed record ParameterPlan(
    string Field,
    string Name,
    ApiPlace Place,
    ApiStyle Style,
    bool IsExploded,
    bool KeepsReserved = false,
    bool IsJson = false
);

/// <summary>The body.</summary>
/// <param name="Kind">How it is written.</param>
/// <param name="MediaType">Its <c>Content-Type</c>.</param>
/// <param name="Whole">Setting that is the whole body; null when it is made of members.</param>
/// <param name="Members">Its members.</param>
/// <param name="IsRequired">True when an empty body is sent where no member is given.</param>
internal sealed record BodyPlan(ApiBodyKind Kind, string MediaType, string? Whole, IReadOnlyList<MemberPlan> Members, bool IsRequired);

/// <summary>One member of a body.</summary>
/// <param name="Field">Setting that gives its value.</param>
/// <param name="Name">Its name as it is sent.</param>
/// <param name="Type">What its value must become in JSON.</param>
/// <param name="Style">How a list or an object is written in a form.</param>
/// <param name="IsExploded">True when each item is written on its own in a form.</param>
/// <param name="IsFile">True for the content of a file in a multipart body.</param>
/// <param name="MediaType">Type of the part in a multipart body; null for the usual one.</param>
internal sealed record MemberPlan(
    string Field,
    string Name,
    SentType Type,
    ApiStyle Style = ApiStyle.Form,
    bool IsExploded = true,
    bool IsFile = false,
    string? MediaType = null
);

/// <summary>What a value must become in JSON.</summary>
internal enum SentType
{
    AsIs,
    Number,
    Truth,
}
