using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Calling;

namespace FlowRuntime.Credentials.Vaults;

/// <summary>
/// HashiCorp Vault over HTTP: secrets of a KV engine of version 2, signed in by token or AppRole. Source:
/// developer.hashicorp.com/vault/api-docs (secret/kv/kv-v2, auth/approle).
/// </summary>
internal sealed class HashiCorpVault(
    string name,
    ExternalVaultOptions options,
    TimeSpan freshFor,
    GuardedHttp http,
    SecretRedactor redactor,
    TimeProvider time
) : IExternalVault
{
    private readonly ConnectionTarget _target = new(
        $"vault/{name}",
        name,
        "",
        new AllowedAddresses(options.AllowLoopback, options.AllowedAddresses),
        options.AllowHttp
    );

    private volatile Login? _login;

    public async Task<ExternalSecret> ReadAsync(string path, string? key, CancellationToken cancellationToken)
    {
        var token = await TokenAsync(cancellationToken).ConfigureAwait(false);
        var answer = await GetAsync(path, token, cancellationToken).ConfigureAwait(false);
        if (answer.Status == 403 && _login is not null)
        {
            // The token of an AppRole may have been revoked before its time.
            _login = null;
            token = await TokenAsync(cancellationToken).ConfigureAwait(false);
            answer = await GetAsync(path, token, cancellationToken).ConfigureAwait(false);
        }

        return answer switch
        {
            { Status: 200, Body: { } body } => Pick(body, path, key),
            { Status: 404 } => throw new ExternalVaultException($"Vault {name} has no secret at {path}."),
            { Status: 403 } => throw new ExternalVaultException($"Vault {name} does not let FlowStudio read {path}. Check its policy and the token."),
            _ => throw Away(answer),
        };
    }

    private Task<GuardedAnswer> GetAsync(string path, string token, CancellationToken cancellationToken)
    {
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return path.Split('/').Any(s => s is "" or "." or "..")
            ? throw new ExternalVaultException($"{path} is no path of a secret.")
            : SendAsync(HttpMethod.Get, $"v1/{options.Mount}/data/{escaped}", token, null, cancellationToken);
    }

    private ExternalSecret Pick(ReadOnlyMemory<byte> body, string path, string? key)
    {
        // { "lease_duration": 0, "data": { "data": { "key": "value" }, "metadata": { … } } }
        var root = Parse(body);
        if (!root.TryGetProperty("data", out var outer) || outer.ValueKind is not JsonValueKind.Object || !outer.TryGetProperty("data", out var data) || data.ValueKind is not JsonValueKind.Object)
        {
            throw new ExternalVaultException($"Vault {name} has no secret at {path}, or {options.Mount} is no KV engine of version 2.");
        }

        var values = data.EnumerateObject().ToList();
        var found = key is null && values is [var only] ? only.Value
            : key is not null && data.TryGetProperty(key, out var named) ? named
            : throw new ExternalVaultException(
                key is null ? $"The secret at {path} has {values.Count} values: name one as #key." : $"The secret at {path} has no value {key}."
            );
        var lease = root.TryGetProperty("lease_duration", out var seconds) && seconds.TryGetInt32(out var leased) && leased > 0
            ? TimeSpan.FromSeconds(leased)
            : freshFor;
        return new ExternalSecret(found.ToString(), lease < freshFor ? lease : freshFor);
    }

    private async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        if (options.TokenFile is { Length: > 0 } file)
        {
            var text = await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false);
            redactor.Remember([text.Trim()]);
            return text.Trim();
        }

        if (options.Token is { Length: > 0 } token)
        {
            redactor.Remember([token]);
            return token;
        }

        return _login is { } login && time.GetUtcNow() < login.Until ? login.Token : await SignInAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> SignInAsync(CancellationToken cancellationToken)
    {
        if (options.RoleId is not { Length: > 0 } || options.SecretId is not { Length: > 0 })
        {
            throw new ExternalVaultException($"Vault {name} has neither a token nor an AppRole in the configuration.");
        }

        redactor.Remember([options.SecretId]);
        using var body = JsonContent.Create(new Dictionary<string, string> { ["role_id"] = options.RoleId, ["secret_id"] = options.SecretId });
        var answer = await SendAsync(HttpMethod.Post, "v1/auth/approle/login", null, body, cancellationToken).ConfigureAwait(false);
        if (answer is not { Status: 200, Body: { } found })
        {
            throw answer.Status is 400 or 403 ? new ExternalVaultException($"Vault {name} refuses the AppRole. Check role id and secret id.") : Away(answer);
        }

        // { "auth": { "client_token": "…", "lease_duration": 1200 } }
        var root = Parse(found);
        if (!root.TryGetProperty("auth", out var auth) || !auth.TryGetProperty("client_token", out var issued))
        {
            throw Away(answer);
        }

        var token = issued.ToString();
        redactor.Remember([token]);
        var seconds = auth.TryGetProperty("lease_duration", out var lease) && lease.TryGetInt32(out var given) && given > 0 ? given : 3600;
        // A tenth early, so that no request is on its way with a token that ends.
        _login = new Login(token, time.GetUtcNow() + TimeSpan.FromSeconds(seconds * 0.9));
        return token;
    }

    private async Task<GuardedAnswer> SendAsync(HttpMethod method, string path, string? token, HttpContent? content, CancellationToken cancellationToken)
    {
        var address = options.Address ?? throw new ExternalVaultException($"Vault {name} has no address in the configuration.");
        using var request = new HttpRequestMessage(method, new Uri($"{address.AbsoluteUri.TrimEnd('/')}/{path}")) { Content = content };
        request.Headers.Add("X-Vault-Request", "true");
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Vault-Token", token);
        }

        if (options.Namespace is { Length: > 0 } space)
        {
            request.Headers.TryAddWithoutValidation("X-Vault-Namespace", space);
        }

        return await http.SendAsync(_target, request, cancellationToken).ConfigureAwait(false);
    }

    private JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonElement.Parse(body.Span) is { ValueKind: JsonValueKind.Object } root
                ? root
                : throw new ExternalVaultException($"Vault {name} answered with no JSON object. Check its address.");
        }
        catch (JsonException)
        {
            throw new ExternalVaultException($"Vault {name} answered with no JSON. Check its address.");
        }
    }

    private ExternalVaultException Away(GuardedAnswer answer) =>
        new(
            answer.Problem ?? string.Create(CultureInfo.InvariantCulture, $"Vault {name} answered with status {answer.Status}."),
            isPassing: answer.Status is 0 or >= 500 or 429
        );

    private sealed record Login(string Token, DateTimeOffset Until);
}
