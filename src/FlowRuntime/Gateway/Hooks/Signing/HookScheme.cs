using System.Security.Cryptography;
using FlowEngine.Nodes.TriggerWebhook;

namespace FlowRuntime.Gateway.Hooks.Signing;

/// <summary>How one kind of sender signs: a row of the table in <see cref="HookSchemes"/>.</summary>
/// <param name="Header">Header of the signature.</param>
/// <param name="Prefix">What stands before each signature; a header without it holds none.</param>
/// <param name="Signed">What is signed.</param>
/// <param name="Encoding">How the signature is written.</param>
internal sealed record HookScheme(string Header, string Prefix, IReadOnlyList<SignedPiece> Signed, SignatureEncoding Encoding)
{
    /// <summary>True when <see cref="Prefix"/> may be missing.</summary>
    public bool PrefixIsOptional { get; init; }

    /// <summary>Separates several signatures in the header; null for one.</summary>
    public char? Separator { get; init; }

    /// <summary>Header of the time; null for none, or where it stands beside the signatures.</summary>
    public string? TimestampHeader { get; init; }

    /// <summary>What stands before the time beside the signatures, such as <c>t=</c>; null for none.</summary>
    public string? TimestampPrefix { get; init; }

    /// <summary>Header of the id that is signed; null for none.</summary>
    public string? IdHeader { get; init; }

    public HashAlgorithmName Algorithm { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>How a secret becomes the key.</summary>
    public HookKeyForm Key { get; init; } = HookKeyForm.Text;

    /// <summary>How the time is written by us, when we sign; read is any of them.</summary>
    public TimestampForm Timestamp { get; init; }

    /// <summary>Where the id of the event stands; null where nothing tells.</summary>
    public EventIdReader EventId { get; init; } = HookEventIds.None;

    /// <summary>True when the signed bytes hold the time.</summary>
    public bool HasTimestamp => TimestampHeader is not null || TimestampPrefix is not null;
}

/// <summary>Finds the id of the event in a call whose signature is right.</summary>
internal delegate string? EventIdReader(in SignedRequest request);

/// <summary>How a signature is written.</summary>
internal enum SignatureEncoding
{
    Hex,
    Base64,
    Base64Url,

    /// <summary>Hexadecimal where it has the length, base64 otherwise.</summary>
    Any,
}

/// <summary>How a secret becomes the key of the HMAC.</summary>
internal enum HookKeyForm
{
    /// <summary>The bytes of the text.</summary>
    Text,

    /// <summary>What stands in base64 after <c>whsec_</c>; the bytes of the text where nothing does.</summary>
    StandardWebhooks,

    /// <summary>The bytes of the text after its HTML entities were decoded: WordPress stores it encoded.</summary>
    Html,
}

/// <summary>How a time is written.</summary>
internal enum TimestampForm
{
    Seconds,
    Milliseconds,
    Iso8601,
}
