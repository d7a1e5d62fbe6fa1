using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Connections;

namespace FlowDesigner.Web.Connections;

/// <summary>A connection while its form is being filled in. Plain state, tested without a browser.</summary>
public sealed class ConnectionDraft
{
    private readonly Dictionary<string, string> _settings = [];
    private readonly Dictionary<string, string> _secrets = [];

    private ConnectionDraft(ConnectorDefinition connector) => Connector = connector;

    /// <summary>The connector; decides which fields there are.</summary>
    public ConnectorDefinition Connector { get; private set; }

    /// <summary>Name that flows use.</summary>
    public string Name { get; set; } = "";

    /// <summary>Whether it does not exist yet.</summary>
    public bool IsNew { get; private init; }

    /// <summary>How it proves who we are; null when the connector needs no proof.</summary>
    public CredentialKind? Credential { get; private set; }

    /// <summary>When the stored secret was written; null when there is none.</summary>
    public DateTimeOffset? SecretSetAt { get; private init; }

    /// <summary>Whether a new secret is being typed; otherwise the stored one is kept.</summary>
    public bool IsReplacing { get; set; }

    /// <summary>Whether it may reach this machine itself.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>Whether it may send over plain http.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>What the last try to save found.</summary>
    public IReadOnlyList<Problem> Problems { get; set; } = [];

    /// <summary>Begins a connection.</summary>
    public static ConnectionDraft New(ConnectorDefinition connector)
    {
        var draft = new ConnectionDraft(connector) { IsNew = true };
        draft.Choose(connector);
        return draft;
    }

    /// <summary>Begins to change a connection.</summary>
    public static ConnectionDraft Of(ConnectionSummary connection, ConnectorDefinition connector)
    {
        var draft = new ConnectionDraft(connector)
        {
            Name = connection.Name,
            SecretSetAt = connection.CredentialSetAt,
            AllowHttp = connection.AllowHttp,
            AllowLoopback = connection.AllowLoopback,
            Credential = connector.Credentials.FirstOrDefault(c => c.Key == connection.CredentialKind) ?? First(connector),
            IsReplacing = connection.CredentialSetAt is null && connector.Credentials.Count > 0,
        };
        foreach (var field in connector.Settings)
        {
            if (connection.Settings.ValueKind == JsonValueKind.Object && connection.Settings.TryGetProperty(field.Name, out var value))
            {
                draft._settings[field.Name] = value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();
            }
        }

        return draft;
    }

    /// <summary>Takes another connector for a new connection; what was typed for the old one is forgotten.</summary>
    public void Choose(ConnectorDefinition connector)
    {
        Connector = connector;
        Credential = First(connector);
        IsReplacing = Credential is not null;
        _settings.Clear();
        _secrets.Clear();
    }

    /// <summary>Takes another kind of credential; its secret must be typed.</summary>
    public void Choose(CredentialKind credential)
    {
        Credential = credential;
        IsReplacing = true;
        _secrets.Clear();
    }

    /// <summary>What a setting holds, as text.</summary>
    public string Setting(FieldDefinition field) =>
        _settings.TryGetValue(field.Name, out var value) ? value
        : field.Default.ValueKind == JsonValueKind.String ? field.Default.GetString() ?? ""
        : field.Default.ValueKind == JsonValueKind.Undefined ? ""
        : field.Default.GetRawText();

    /// <summary>Sets a setting.</summary>
    public void Set(FieldDefinition field, string? value) => _settings[field.Name] = value ?? "";

    /// <summary>What was typed of a credential.</summary>
    public string Secret(FieldDefinition field) => _secrets.GetValueOrDefault(field.Name, "");

    /// <summary>Sets a field of the credential.</summary>
    public void SetSecret(FieldDefinition field, string? value) => _secrets[field.Name] = value ?? "";

    /// <summary>What is wrong with one place of the form.</summary>
    /// <param name="pointer">For example <c>/settings/url</c>.</param>
    public string? ProblemAt(string pointer) => Problems.FirstOrDefault(p => p.Pointer == pointer)?.Message;

    /// <summary>What is wrong with no field in particular.</summary>
    public IEnumerable<Problem> OtherProblems
    {
        get
        {
            var shown = Connector
                .Settings.Select(f => "/settings/" + f.Name)
                .Concat((Credential?.Fields ?? []).Select(f => "/credential/" + f.Name))
                .Append("/name");
            return Problems.Where(p => !shown.Contains(p.Pointer));
        }
    }

    /// <summary>Finds what the form itself can see to be missing.</summary>
    public IReadOnlyList<Problem> Check()
    {
        var problems = new List<Problem>();
        if (!Identifiers.IsName(Name))
        {
            problems.Add(Missing("/name", "Begin with a small letter; then letters and digits: shop, webShop2."));
        }

        foreach (var field in Connector.Settings.Where(f => f.Required && Setting(f).Trim().Length == 0))
        {
            problems.Add(Missing("/settings/" + field.Name, $"{field.Label} is missing."));
        }

        foreach (var field in IsReplacing ? (Credential?.Fields ?? []).Where(f => f.Required && Secret(f).Length == 0) : [])
        {
            problems.Add(Missing("/credential/" + field.Name, $"{field.Label} is missing."));
        }

        return problems;
    }

    /// <summary>What to save.</summary>
    public ConnectionChange ToChange()
    {
        var settings = new JsonObject();
        foreach (var field in Connector.Settings)
        {
            var text = Setting(field).Trim();
            if (text.Length > 0)
            {
                settings[field.Name] = ValueOf(field, text);
            }
        }

        JsonElement credential = default;
        if (IsReplacing && Credential is not null)
        {
            var fields = new JsonObject { ["kind"] = Credential.Key };
            foreach (var field in Credential.Fields)
            {
                fields[field.Name] = Secret(field);
            }

            credential = JsonSerializer.SerializeToElement(fields);
        }

        return new ConnectionChange(Connector.Key, JsonSerializer.SerializeToElement(settings), credential, AllowLoopback, AllowHttp);
    }

    private static CredentialKind? First(ConnectorDefinition connector) => connector.Credentials is [var first, ..] ? first : null;

    private static JsonValue? ValueOf(FieldDefinition field, string text) =>
        field.Kind switch
        {
            FieldKind.Boolean => JsonValue.Create(text == "true"),
            FieldKind.Number when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };

    private static Problem Missing(string pointer, string message) => new("form", ProblemSeverity.Error, pointer, message);
}
