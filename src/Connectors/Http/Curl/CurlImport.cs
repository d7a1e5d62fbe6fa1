using System.Text.Json;

namespace Connectors.Http.Curl;

/// <summary>
/// A curl command, as vendors' pages and browsers give it, turned into settings of an <c>http.request</c> node. What proves
/// who we are is kept apart, for the vault: the settings never hold it.
/// </summary>
/// <param name="Config">Settings of the node, without <c>connection</c>.</param>
/// <param name="BaseAddress">Address of the connection: scheme and host, with a slash at the end.</param>
/// <param name="CredentialKind">Kind of the credential that was found: <c>basic</c>, <c>bearer</c>, <c>apiKey</c>, <c>apiKeyQuery</c> or <c>none</c>.</param>
/// <param name="SecretFields">Fields of that kind by name, for the vault only.</param>
/// <param name="Warnings">What the settings do not do, a sentence each; never a secret.</param>
public sealed record CurlImport(
    JsonElement Config,
    string BaseAddress,
    string CredentialKind,
    IReadOnlyDictionary<string, string> SecretFields,
    IReadOnlyList<string> Warnings
)
{
    private const int MaxLength = 100_000;

    /// <summary>Reads a command of bash, cmd or PowerShell.</summary>
    /// <param name="text">The command, at most 100,000 characters, on one line or several.</param>
    /// <returns>What it asks for.</returns>
    /// <exception cref="FormatException">It is no complete curl command, or has no http address; the message says what to do.</exception>
    public static CurlImport Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > MaxLength
            ? throw new FormatException($"The command is longer than {MaxLength:N0} characters.")
            : new CurlRequest(CurlCommand.Read(text)).Make();
    }

    /// <summary>Says what it is without the secret.</summary>
    /// <returns>For example <c>https://api.example.com/ (bearer)</c>.</returns>
    public override string ToString() => $"{BaseAddress} ({CredentialKind})";
}
