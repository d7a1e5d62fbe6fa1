using System.Text;
using System.Text.RegularExpressions;
using FlowEngine.Connecting.Calling;

namespace Connectors.Http.Curl;

/// <summary>Finds the credential of a command and keeps it out of everything else.</summary>
internal sealed partial class CurlSecrets(List<string> warnings)
{
    /// <summary>Everything that was found, whether it is kept or not.</summary>
    public List<string> Found { get; } = [];

    /// <summary>Kind of the credential.</summary>
    public string Kind { get; private set; } = "none";

    /// <summary>Its fields.</summary>
    public Dictionary<string, string> Fields { get; } = [];

    /// <summary>True for names of values that are secrets.</summary>
    /// <param name="name">Name of a header, a parameter or a member.</param>
    /// <returns>Whether what it holds is kept apart.</returns>
    public static bool IsSecret(string name) => SecretName().IsMatch(name);

    /// <summary>Takes a user name and password.</summary>
    /// <param name="pair">As in <c>eve:secret</c>; the password may be missing.</param>
    public void TakeUser(string pair)
    {
        var parts = pair.Split(':', 2);
        Take("basic", "the user name and password", ("username", parts[0]), ("password", parts.ElementAtOrDefault(1) ?? ""));
    }

    /// <summary>Takes a bearer token.</summary>
    /// <param name="token">The token.</param>
    public void TakeBearer(string token) => Take("bearer", "the bearer token", ("token", token));

    /// <summary>Takes a header if it is a credential.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>True when it was taken.</returns>
    public bool TryTakeHeader(string name, string value)
    {
        if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
        {
            TakeAuthorization(value);
            return true;
        }

        if (name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
        {
            Take(CredentialKinds.ApiKey.Key, "the cookie", ("header", "Cookie"), ("value", value));
            warnings.Add("A cookie is a session that ends soon. Look for an API key of the other system.");
            return true;
        }

        if (!IsSecret(name) || value.Length == 0)
        {
            return false;
        }

        Take(CredentialKinds.ApiKey.Key, $"the header {name}", ("header", name), ("value", value));
        return true;
    }

    /// <summary>Takes a query parameter if it is a credential.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>True when it was taken.</returns>
    public bool TryTakeParameter(string name, string value)
    {
        if (!(IsSecret(name) || name is "key" or "sig") || value.Length == 0)
        {
            return false;
        }

        Take(QueryKeyCredential.Kind.Key, $"the parameter {name}", ("parameter", name), ("value", value));
        return true;
    }

    /// <summary>Notes a secret that no credential can carry.</summary>
    /// <param name="name">Name of the member of the body.</param>
    /// <param name="value">Its value.</param>
    public void Drop(string name, string value)
    {
        Found.Add(value);
        warnings.Add($"{name} in the body looks like a secret and was left out: flows hold none. Use a credential of the connection instead.");
    }

    private void TakeAuthorization(string value)
    {
        var parts = value.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
        if (parts.Length == 2 && parts[0].Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            TakeBearer(parts[1]);
        }
        else if (parts.Length == 2 && parts[0].Equals("Basic", StringComparison.OrdinalIgnoreCase) && Decode(parts[1]) is { } pair)
        {
            Found.Add(parts[1]);
            TakeUser(pair);
        }
        else
        {
            Take(CredentialKinds.ApiKey.Key, "the header Authorization", ("header", "Authorization"), ("value", value.Trim()));
            Found.AddRange(parts.Skip(1));
        }
    }

    private void Take(string kind, string what, params (string Name, string Value)[] fields)
    {
        // Names stay visible; a short or empty value would be found everywhere.
        Found.AddRange(fields.Where(f => f.Name is "password" or "token" or "value").Select(f => f.Value));
        if (Kind != "none")
        {
            warnings.Add($"A connection has one credential: {what} was left out beside it.");
            return;
        }

        Kind = kind;
        foreach (var (name, value) in fields)
        {
            Fields[name] = value;
        }
    }

    private static string? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : null;
    }

    [GeneratedRegex(
        @"(?:^|[-_.])(?:token|secret|password|passwd|pwd|auth|signature|credential|session|apikey|appid|app_key)(?:$|[-_.])|api[-_]?key|access[-_]?(?:token|key)|auth[-_]?token|private[-_]?(?:token|key)|subscription[-_]?key|client[-_]?secret|app[-_]?(?:secret|token)|csrf|xsrf",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex SecretName();
}
