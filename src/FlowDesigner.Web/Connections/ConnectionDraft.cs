using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowDesigner.Web.Catalog;
using FlowDesigner.Web.Wording;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Connections;
using Microsoft.Extensions.Localization;

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

    /// <summary>Environment whose target is being made.</summary>
    public string Environment { get; private init; } = ConnectionEnvironment.Live;

    /// <summary>Whether it does not exist yet in this environment.</summary>
    public bool IsNew { get; private init; }

    /// <summary>Whether other environments bind the name already, so that name and connector are given.</summary>
    public bool IsFurtherTarget { get; private init; }

    /// <summary>Who answers for it.</summary>
    public string Owner { get; set; } = "";

    /// <summary>Addresses inside of this network that it may reach, one a line.</summary>
    public string AllowedAddresses { get; set; } = "";

    /// <summary>When the credential ends, as the other system said; null when it did not.</summary>
    public DateOnly? ExpiresOn { get; set; }

    /// <summary>Days before that at which to warn.</summary>
    public int? WarnDays { get; set; }

    /// <summary>Minutes between the tests that happen by themselves; 0 for none.</summary>
    public int? ProbeMinutes { get; set; }

    /// <summary>Limits of its calls.</summary>
    public CallingDraft Calling { get; private init; } = new();

    /// <summary>Outcome of the last test; null when never.</summary>
    public ProbeResult? TestResult { get; private init; }

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

    /// <summary>Begins the target of a further environment, with the settings of one that there is.</summary>
    /// <param name="other">The target of another environment.</param>
    /// <param name="connector">Its connector.</param>
    /// <param name="environment">The further environment.</param>
    public static ConnectionDraft For(ConnectionSummary other, ConnectorDefinition connector, string environment)
    {
        var draft = new ConnectionDraft(connector)
        {
            Name = other.Name,
            Environment = environment,
            IsNew = true,
            IsFurtherTarget = true,
            Owner = other.Owner ?? "",
            Credential = connector.Credentials.FirstOrDefault(c => c.Key == other.CredentialKind) ?? First(connector),
            IsReplacing = connector.Credentials.Count > 0,
            Calling = CallingDraft.Of(other.Calling),
        };
        draft.TakeSettings(other.Settings);
        return draft;
    }

    /// <summary>Begins to change a connection.</summary>
    /// <param name="connection">The target of one environment.</param>
    /// <param name="connector">Its connector.</param>
    public static ConnectionDraft Of(ConnectionSummary connection, ConnectorDefinition connector)
    {
        var draft = new ConnectionDraft(connector)
        {
            Name = connection.Name,
            Environment = connection.Environment,
            Owner = connection.Owner ?? "",
            AllowedAddresses = string.Join('\n', connection.AllowedAddresses),
            ExpiresOn = connection.Expiry is { Source: "entered" } end ? DateOnly.FromDateTime(end.At.UtcDateTime) : null,
            WarnDays = connection.WarnDays,
            ProbeMinutes = connection.ProbeMinutes,
            Calling = CallingDraft.Of(connection.Calling),
            TestResult = connection.TestResult,
            SecretSetAt = connection.CredentialSetAt,
            AllowHttp = connection.AllowHttp,
            AllowLoopback = connection.AllowLoopback,
            Credential = connector.Credentials.FirstOrDefault(c => c.Key == connection.CredentialKind) ?? First(connector),
            IsReplacing = connection.CredentialSetAt is null && connector.Credentials.Count > 0,
        };
        draft.TakeSettings(connection.Settings);
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
        _settings.TryGetValue(field.Name, out var value) ? value : DefaultOf(field);

    /// <summary>Sets a setting.</summary>
    public void Set(FieldDefinition field, string? value) => _settings[field.Name] = value ?? "";

    /// <summary>What was typed of a credential, or its default.</summary>
    public string Secret(FieldDefinition field) => _secrets.TryGetValue(field.Name, out var typed) ? typed : DefaultOf(field);

    /// <summary>Sets a field of the credential.</summary>
    public void SetSecret(FieldDefinition field, string? value) => _secrets[field.Name] = value ?? "";

    /// <summary>Takes a field of the credential from a file: text as it is, anything else in base64.</summary>
    /// <param name="field">The field.</param>
    /// <param name="content">The file.</param>
    public void SetSecretFile(FieldDefinition field, byte[] content) =>
        SetSecret(field, content.AsSpan().IndexOf("-----BEGIN"u8) >= 0 ? Encoding.UTF8.GetString(content) : Convert.ToBase64String(content));

    /// <summary>What is wrong with one place of the form.</summary>
    /// <param name="pointer">For example <c>/settings/url</c>.</param>
    public string? ProblemAt(string pointer) => Problems.FirstOrDefault(p => p.Pointer == pointer)?.Message;

    /// <summary>What is wrong with the addresses of which each has a place of its own.</summary>
    public string? AddressProblem =>
        Problems.FirstOrDefault(p => p.Pointer.StartsWith("/allowedAddresses", StringComparison.Ordinal))?.Message;

    /// <summary>What is wrong with no field in particular.</summary>
    public IEnumerable<Problem> OtherProblems
    {
        get
        {
            var shown = Connector
                .Settings.Select(f => "/settings/" + f.Name)
                .Concat((Credential?.Fields ?? []).Select(f => "/credential/" + f.Name))
                .Concat(["/name", "/owner", "/credentialExpiresAt", "/warnDays", "/probeMinutes", "/allowedAddresses"])
                .Concat(CallingDraft.Pointers)
                .ToHashSet(StringComparer.Ordinal);
            return Problems.Where(p => !shown.Contains(p.Pointer) && !p.Pointer.StartsWith("/allowedAddresses/", StringComparison.Ordinal));
        }
    }

    /// <summary>Finds what the form itself can see to be missing.</summary>
    /// <param name="text">Texts of any folder.</param>
    public IReadOnlyList<Problem> Check(IStringLocalizer text)
    {
        var t = text.From<ConnectionsText>();
        var names = text.From<NodeText>();
        var problems = new List<Problem>();
        if (!Identifiers.IsName(Name))
        {
            problems.Add(Missing("/name", t["Begin with a small letter; then letters and digits: shop, webShop2."]));
        }

        foreach (var field in Connector.Settings.Where(f => f.Required && Setting(f).Trim().Length == 0))
        {
            problems.Add(Missing("/settings/" + field.Name, t["{0} is missing.", names[field.Label]]));
        }

        foreach (var field in IsReplacing ? (Credential?.Fields ?? []).Where(f => f.Required && Secret(f).Length == 0) : [])
        {
            problems.Add(Missing("/credential/" + field.Name, t["{0} is missing.", names[field.Label]]));
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
            foreach (var field in Credential.Fields.Where(f => Secret(f).Length > 0))
            {
                fields[field.Name] = ValueOf(field, Secret(field));
            }

            credential = JsonSerializer.SerializeToElement(fields);
        }

        return new ConnectionChange(
            Connector.Key,
            JsonSerializer.SerializeToElement(settings),
            credential,
            AllowLoopback,
            AllowHttp,
            AllowedAddresses.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Calling.ToSettings()
        )
        {
            Environment = Environment,
            Owner = Owner.Trim() is { Length: > 0 } owner ? owner : null,
            CredentialExpiresAt = ExpiresOn is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null,
            WarnDays = WarnDays,
            ProbeMinutes = ProbeMinutes,
        };
    }

    private void TakeSettings(JsonElement settings)
    {
        foreach (var field in Connector.Settings)
        {
            if (settings.ValueKind == JsonValueKind.Object && settings.TryGetProperty(field.Name, out var value))
            {
                _settings[field.Name] = value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();
            }
        }
    }

    private static string DefaultOf(FieldDefinition field) =>
        field.Default.ValueKind switch
        {
            JsonValueKind.String => field.Default.GetString() ?? "",
            JsonValueKind.Undefined => "",
            _ => field.Default.GetRawText(),
        };

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
