using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Connectors.Http.Bodies;
using Connectors.Http.HttpRequest;

namespace Connectors.Http.Curl;

/// <summary>Makes settings of a curl command.</summary>
internal sealed class CurlRequest
{
    /// <summary>Headers that HTTP itself writes.</summary>
    private static readonly string[] Ours =
        ["host", "content-length", "connection", "accept-encoding", "transfer-encoding", "expect", "te", "upgrade", "idempotency-key"];

    private readonly CurlCommand _command;
    private readonly CurlSecrets _secrets;
    private readonly CurlBody _body;
    private readonly JsonObject _headers = [];
    private readonly JsonObject _query = [];
    private string? _contentType;

    public CurlRequest(CurlCommand command)
    {
        _command = command;
        _secrets = new CurlSecrets(command.Warnings);
        _body = new CurlBody(command.Warnings, _secrets);
    }

    /// <summary>Makes the settings.</summary>
    /// <returns>Settings, address and credential.</returns>
    /// <exception cref="FormatException">There is no http address.</exception>
    public CurlImport Make()
    {
        var address = Address();
        ReadCredential(address);
        ReadHeaders();
        var isGet = _command.Last("get") is not null;
        ReadQuery(address, isGet);
        var config = new JsonObject();
        var method = Method(isGet);
        if (method != "GET")
        {
            config["method"] = method;
        }

        Put(config, "path", CurlText.Literal(address.AbsolutePath.TrimStart('/')), address.AbsolutePath.Length > 1);
        Put(config, "query", _query, _query.Count > 0);
        if (!isGet)
        {
            _body.Write(config, _command, _contentType, _headers);
        }

        Put(config, "headers", _headers, _headers.Count > 0);
        if (_command.Seconds is { } seconds)
        {
            config["timeoutSeconds"] = seconds;
        }

        _secrets.Found.RemoveAll(s => s.Length < 4);
        Scrub(config);
        return new CurlImport(
            JsonSerializer.SerializeToElement(config),
            address.GetLeftPart(UriPartial.Authority).Replace($"{address.UserInfo}@", "", StringComparison.Ordinal) + "/",
            _secrets.Kind,
            _secrets.Fields,
            [.. _command.Warnings.Distinct(StringComparer.Ordinal)]
        );
    }

    private Uri Address()
    {
        if (_command.Urls.Count > 1)
        {
            _command.Warnings.Add("The command has several addresses; the first one is taken.");
        }

        var text = _command.Urls.FirstOrDefault() ?? throw new FormatException("The command has no address.");
        return
            Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}", UriKind.Absolute, out var address)
            && address is { Scheme: "http" or "https", Host.Length: > 0 }
            ? address
            : throw new FormatException("The command's address is no http or https address.");
    }

    private void ReadCredential(Uri address)
    {
        if (address.Scheme == Uri.UriSchemeHttp)
        {
            _command.Warnings.Add("The address is plain http, on which others can read the credential. Use https if the system has it.");
        }

        if (_command.Last("user") is { } user)
        {
            _secrets.TakeUser(user);
        }

        if (_command.Last("oauth2-bearer") is { } token)
        {
            _secrets.TakeBearer(token);
        }

        if (address.UserInfo.Length > 0)
        {
            _secrets.TakeUser(Uri.UnescapeDataString(address.UserInfo));
        }

        if (_command.Last("cookie") is { } cookie)
        {
            if (cookie.Contains('=', StringComparison.Ordinal))
            {
                _secrets.TryTakeHeader("Cookie", cookie);
            }
            else
            {
                _command.Warnings.Add("The file of cookies is not read.");
            }
        }
    }

    private void ReadHeaders()
    {
        foreach (var (_, line) in _command.Options.Where(o => o.Name == "header"))
        {
            var at = line.IndexOf(':', StringComparison.Ordinal);
            if (line.StartsWith('@') || at <= 0)
            {
                _command.Warnings.Add(line.StartsWith('@') ? "The file of headers is not read." : "A header without a value was left out.");
                continue;
            }

            AddHeader(line[..at].Trim(), line[(at + 1)..].Trim());
        }

        AddHeader("User-Agent", _command.Last("user-agent") ?? "");
        AddHeader("Referer", _command.Last("referer") ?? "");
    }

    private void AddHeader(string name, string value)
    {
        if (value.Length == 0 || Ours.Contains(name, StringComparer.OrdinalIgnoreCase) || _secrets.TryTakeHeader(name, value))
        {
            return;
        }

        if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
        {
            _contentType = value;
        }
        else
        {
            _headers[name] = CurlText.Literal(value);
        }
    }

    private void ReadQuery(Uri address, bool isGet)
    {
        var added = _command.Options.Where(o => o.Name == "url-query").Select(o => CurlBody.Encode(o.Value, _command.Warnings));
        var data = isGet ? _body.Texts(_command) : [];
        foreach (var pair in new[] { address.Query.TrimStart('?') }.Concat(added).Concat(data).SelectMany(t => t.Split('&')).Where(p => p.Length > 0))
        {
            var (name, value) = CurlText.Pair(pair);
            if (!_secrets.TryTakeParameter(name, value))
            {
                CurlText.Add(_query, name, value);
            }
        }
    }

    private string Method(bool isGet)
    {
        var implied = _command.Last("head") is not null ? "HEAD"
            : !isGet && CurlBody.IsThere(_command) ? "POST"
            : "GET";
        var method = (_command.Last("request") ?? implied).ToUpperInvariant();
        if (HttpRequestNode.Methods.Contains(method))
        {
            return method;
        }

        _command.Warnings.Add($"The method {method} is not supported; {implied} is taken.");
        return implied;
    }

    /// <summary>Takes every text out that still holds a secret, wherever the command repeats it.</summary>
    private void Scrub(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (IsLeak(value) || _secrets.Found.Exists(s => name.Contains(s, StringComparison.Ordinal)))
                    {
                        members.Remove(name);
                        _command.Warnings.Add("A value that repeats the credential was left out.");
                    }
                    else
                    {
                        Scrub(value);
                    }
                }

                break;
            case JsonArray items:
                foreach (var item in items.ToList())
                {
                    if (IsLeak(item))
                    {
                        items.Remove(item);
                        _command.Warnings.Add("A value that repeats the credential was left out.");
                    }
                    else
                    {
                        Scrub(item);
                    }
                }

                break;
            default:
                break;
        }
    }

    private bool IsLeak(JsonNode? node) =>
        node is JsonValue value
        && value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number
        && Convert.ToString(value, CultureInfo.InvariantCulture) is { } text
        && _secrets.Found.Exists(s => text.Contains(s, StringComparison.Ordinal) || Uri.UnescapeDataString(text).Contains(s, StringComparison.Ordinal));

    private static void Put(JsonObject config, string name, JsonNode value, bool when)
    {
        if (when)
        {
            config[name] = value;
        }
    }
}
