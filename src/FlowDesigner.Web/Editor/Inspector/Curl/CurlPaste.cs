using System.Text.Json;
using System.Text.Json.Nodes;
using Connectors.Http;
using Connectors.Http.Curl;
using FlowEngine.Connecting.Calling;
using FlowEngine.Definition;
using FlowRuntime.Connections;

namespace FlowDesigner.Web.Editor.Inspector.Curl;

/// <summary>
/// A pasted curl command on its way into a node: what it says goes to the settings, what it proves us with to the vault.
/// Plain state, tested without a browser.
/// </summary>
/// <param name="connections">The installation's connections.</param>
internal sealed class CurlPaste(IReadOnlyList<ConnectionSummary> connections)
{
    private CurlImport? _read;

    /// <summary>The command.</summary>
    public string Text { get; set; } = "";

    /// <summary>Why it cannot be used; null while nothing is wrong.</summary>
    public string? Mistake { get; private set; }

    /// <summary>Whether a command was understood.</summary>
    public bool IsRead => _read is not null;

    /// <summary>Address of the system, without the path.</summary>
    public string Address => _read?.BaseAddress ?? "";

    /// <summary>What the settings do not do, a sentence each.</summary>
    public IReadOnlyList<string> Warnings => _read?.Warnings ?? [];

    /// <summary>Whether the command holds something that belongs in the vault.</summary>
    public bool HasSecret => _read is { SecretFields.Count: > 0 };

    /// <summary>Connections to the same system.</summary>
    public IReadOnlyList<ConnectionSummary> Fitting { get; private set; } = [];

    /// <summary>The connection chosen; empty for a new one.</summary>
    public string Chosen { get; set; } = "";

    /// <summary>Name of the new connection.</summary>
    public string NewName { get; set; } = "";

    /// <summary>Whether the new connection may reach this machine itself, and send over plain http.</summary>
    public bool AllowUnsafe { get; set; }

    /// <summary>Whether the address needs <see cref="AllowUnsafe"/>.</summary>
    public bool IsUnsafe => _read is not null && (Uri.UriSchemeHttp == new Uri(Address).Scheme || new Uri(Address).IsLoopback);

    /// <summary>Reads the command.</summary>
    public void Read()
    {
        (_read, Mistake, Fitting) = (null, null, []);
        try
        {
            _read = CurlImport.Read(Text);
        }
        catch (FormatException e)
        {
            Mistake = e.Message;
            return;
        }

        Text = ""; // the secret need not stay on the screen
        Fitting = [.. connections.Where(c => c.Connector == HttpConnector.Key && PrefixOf(c) is not null)];
        Chosen = Fitting is [var first, ..] ? first.Name : "";
        NewName = Fresh(new Uri(Address).Host);
    }

    /// <summary>The new connection, with the secret of the command.</summary>
    /// <returns>What to save.</returns>
    public ConnectionChange NewConnection()
    {
        var credential = new JsonObject { ["kind"] = _read!.CredentialKind }; // shown when read
        foreach (var (name, value) in _read.SecretFields)
        {
            credential[name] = value;
        }

        return new ConnectionChange(
            HttpConnector.Key,
            JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["baseAddress"] = Address }),
            JsonSerializer.SerializeToElement(credential),
            AllowUnsafe,
            AllowUnsafe
        );
    }

    /// <summary>The settings of the node.</summary>
    /// <param name="connection">Name of the connection; null to leave it open.</param>
    /// <param name="before">The settings so far; what is stored under <c>saveTo</c> is kept.</param>
    /// <returns>A JSON object.</returns>
    public JsonElement Config(string? connection, JsonElement before)
    {
        var config = JsonObject.Create(_read!.Config)!; // shown when read
        var prefix = connections.FirstOrDefault(c => c.Name == connection) is { } chosen ? PrefixOf(chosen) : "";
        if (prefix is { Length: > 0 } && config["path"]?.GetValue<string>() is { } path)
        {
            config["path"] = path[prefix.Length..];
        }

        if (connection is not null)
        {
            config["connection"] = connection;
        }

        if (before.ValueKind == JsonValueKind.Object && before.TryGetProperty("saveTo", out var kept))
        {
            config["saveTo"] = JsonSerializer.SerializeToNode(kept);
        }

        return JsonSerializer.SerializeToElement(config);
    }

    // The part of the path that the connection's address has already; null when it is another system.
    private string? PrefixOf(ConnectionSummary connection)
    {
        if (BaseAddresses.From(connection.Settings, "baseAddress") is not { } start || new Uri(start.GetLeftPart(UriPartial.Authority)) != new Uri(Address))
        {
            return null;
        }

        var prefix = start.AbsolutePath.TrimStart('/');
        var path = _read!.Config.TryGetProperty("path", out var given) ? given.GetString() ?? "" : ""; // called when read
        return path.StartsWith(prefix, StringComparison.Ordinal) ? prefix : null;
    }

    private string Fresh(string host)
    {
        var parts = host.Split('.').Where(p => p is not ("www" or "api") && p.Any(char.IsAsciiLetter)).ToList();
        var name = new string([.. (parts is [var first, ..] ? first : "system").Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);
        name = Identifiers.IsName(name) ? name : "system";
        return Enumerable.Range(1, connections.Count + 1).Select(n => n == 1 ? name : $"{name}{n}").First(n => connections.All(c => c.Name != n));
    }
}
