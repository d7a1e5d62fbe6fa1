using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlowEngine.Nodes;

namespace FlowEngine.Connecting.Calling;

/// <summary>
/// Signs each request with a shared secret (HMAC, RFC 2104). What is signed, how, and where the signature goes is configured,
/// because every system has a convention of its own.
/// </summary>
public static class HmacCredential
{
    private const string DefaultCanonical = @"{method}\n{path}\n{query}\n{timestamp}\n{body}";

    /// <summary>The kind, with the key <c>hmac</c>.</summary>
    public static CredentialKind Kind { get; } =
        new("hmac", "Signed requests (HMAC)", Fields(), static (_, _) => throw new InvalidOperationException("A signature is added by Authorize."))
        {
            Authorize = AuthorizeAsync,
            Check = Check,
        };

    private static FieldDefinition[] Fields() =>
        [
            new("keyId", "Key id", "Name of the key, where the other system gave one.", FieldKind.Text),
            new("secret", "Secret", "The shared secret.", FieldKind.Secret, Required: true),
            Choice("secretEncoding", "Form of the secret", "How the secret is written.", ("text", "Text"), ("hex", "Hexadecimal"), ("base64", "Base64")),
            Choice("algorithm", "Algorithm", "The hash.", ("sha256", "SHA-256"), ("sha512", "SHA-512"), ("sha384", "SHA-384"), ("sha1", "SHA-1")),
            new(
                "canonical",
                "What is signed",
                @"Text with {method}, {host}, {path}, {query}, {pathAndQuery}, {url}, {body}, {bodyHash}, {timestamp}, {nonce}, {keyId} and {header:Name}; \n is a new line.",
                FieldKind.Text,
                Default: Text(DefaultCanonical)
            ),
            Choice("encoding", "Form of the signature", "How the signature is written.", ("hex", "Hexadecimal"), ("base64", "Base64"), ("base64url", "Base64 for addresses")),
            new("header", "Header", "Header that takes the signature.", FieldKind.Text, Default: Text("X-Signature")),
            new(
                "headerValue",
                "Header's value",
                "Text with {signature}, {timestamp}, {nonce} and {keyId}.",
                FieldKind.Text,
                Default: Text("{signature}")
            ),
            new("timestampHeader", "Header of the time", "Header that takes the time; empty for none.", FieldKind.Text, Advanced: true),
            Choice("timestampFormat", "Form of the time", "How the time is written.", ("unix", "Seconds since 1970"), ("unixMs", "Milliseconds since 1970"), ("iso", "2026-01-31T12:00:00Z"), ("http", "As in HTTP's Date")) with
            {
                Advanced = true,
            },
            new("nonceHeader", "Header of the nonce", "Header that takes a random value; empty for none.", FieldKind.Text, Advanced: true),
        ];

    private static FieldDefinition Choice(string name, string label, string help, params (string Value, string Label)[] options) =>
        new(
            name,
            label,
            help,
            FieldKind.Choice,
            Default: Text(options[0].Value),
            Options: [.. options.Select(o => new FieldOption(o.Value, o.Label))]
        );

    private static JsonElement Text(string value) => JsonSerializer.SerializeToElement(value);

    private static CredentialFault? Check(IReadOnlyDictionary<string, string> fields)
    {
        if (KeyOf(fields) is null)
        {
            return new CredentialFault("secret", "The secret is not written in the chosen form.");
        }

        foreach (var name in (string[])["header", "timestampHeader", "nonceHeader"])
        {
            if (fields.GetValueOrDefault(name) is { Length: > 0 } header && !IsHeader(header))
            {
                return new CredentialFault(name, "This is no name of an HTTP header.");
            }
        }

        return null;
    }

    private static async ValueTask AuthorizeAsync(
        HttpRequestMessage request,
        IReadOnlyDictionary<string, string> fields,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var algorithm = Value(fields, "algorithm", "sha256");
        var key = KeyOf(fields) ?? throw Refused("The credential's secret is not written in the chosen form. Enter it again.");
        var values = new SignedValues(
            request,
            body,
            Convert.ToHexStringLower(Hash(algorithm, body)),
            Timestamp(Value(fields, "timestampFormat", "unix"), time.GetUtcNow()),
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            fields.GetValueOrDefault("keyId") ?? ""
        );
        using var canonical = new MemoryStream();
        SigningTemplate.Write(Value(fields, "canonical", DefaultCanonical), values, canonical);
        var signature = Encode(Value(fields, "encoding", "hex"), Sign(algorithm, key, canonical.ToArray()));
        Add(request, Value(fields, "header", "X-Signature"), SigningTemplate.Text(Value(fields, "headerValue", "{signature}"), values, signature));
        Add(request, Value(fields, "timestampHeader", ""), values.Timestamp);
        Add(request, Value(fields, "nonceHeader", ""), values.Nonce);
    }

    private static void Add(HttpRequestMessage request, string header, string value)
    {
        if (header.Length == 0)
        {
            return;
        }

        if (!IsHeader(header))
        {
            throw Refused("A header of the credential is no HTTP header name. Enter the credential again.");
        }

        request.Headers.Remove(header);
        request.Headers.TryAddWithoutValidation(header, value);
    }

    private static bool IsHeader(string name)
    {
        using var probe = new HttpRequestMessage();
        return probe.Headers.TryAddWithoutValidation(name, "x");
    }

    private static byte[]? KeyOf(IReadOnlyDictionary<string, string> fields)
    {
        var secret = fields.GetValueOrDefault("secret") ?? "";
        try
        {
            return Value(fields, "secretEncoding", "text") switch
            {
                "hex" => Convert.FromHexString(secret),
                "base64" => Convert.FromBase64String(secret),
                _ => Encoding.UTF8.GetBytes(secret),
            };
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Timestamp(string format, DateTimeOffset now) =>
        format switch
        {
            "unixMs" => now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            "iso" => now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            "http" => now.ToString("R", CultureInfo.InvariantCulture),
            _ => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };

    // CA5350: SHA-1 is offered because older systems demand it; HMAC with it is not known to be broken (RFC 6151 §2.3).
#pragma warning disable CA5350
    private static byte[] Sign(string algorithm, byte[] key, byte[] data) =>
        algorithm switch
        {
            "sha1" => HMACSHA1.HashData(key, data),
            "sha384" => HMACSHA384.HashData(key, data),
            "sha512" => HMACSHA512.HashData(key, data),
            _ => HMACSHA256.HashData(key, data),
        };

    private static byte[] Hash(string algorithm, byte[] data) =>
        algorithm switch
        {
            "sha1" => SHA1.HashData(data),
            "sha384" => SHA384.HashData(data),
            "sha512" => SHA512.HashData(data),
            _ => SHA256.HashData(data),
        };
#pragma warning restore CA5350

    private static string Encode(string encoding, byte[] signature) =>
        encoding switch
        {
            "base64" => Convert.ToBase64String(signature),
            "base64url" => System.Buffers.Text.Base64Url.EncodeToString(signature),
            _ => Convert.ToHexStringLower(signature),
        };

    private static string Value(IReadOnlyDictionary<string, string> fields, string name, string otherwise) =>
        fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : otherwise;

    private static ConnectionRefusedException Refused(string message) => new("connection.credential", message);
}
