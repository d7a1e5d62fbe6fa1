using System.Text.Json.Serialization;

namespace Connectors.Mail.SendMail;

/// <summary>What expressions read as <c>nodes.id.output</c>.</summary>
/// <param name="MessageId">The Message-ID, the same on every attempt.</param>
/// <param name="Accepted">Recipients that the server has taken.</param>
/// <param name="Refused">Recipients that it refuses.</param>
internal sealed record SendMailOutput(string MessageId, IReadOnlyList<string> Accepted, IReadOnlyList<RefusedMail> Refused);

/// <summary>A recipient that the server refuses.</summary>
/// <param name="Address">The address.</param>
/// <param name="Code">SMTP code; from 500 on for good.</param>
/// <param name="Reason">What the server says.</param>
internal sealed record RefusedMail(string Address, int Code, string Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SendMailOutput))]
internal sealed partial class MailJsonContext : JsonSerializerContext;
