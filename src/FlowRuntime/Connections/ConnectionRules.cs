using System.Text.Json;
using System.Text.RegularExpressions;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Connections.Calling;

namespace FlowRuntime.Connections;

/// <summary>Checks what an admin wants to save. Messages name fields, never values.</summary>
internal static partial class ConnectionRules
{
    /// <summary>Most characters of one setting or secret.</summary>
    private const int MaxLength = 20_000;

    /// <summary>Checks all of a change but the credential.</summary>
    /// <param name="connectors">The connectors.</param>
    /// <param name="name">Name of the connection.</param>
    /// <param name="change">What to save.</param>
    /// <param name="connector">Its connector, when known.</param>
    /// <returns>Problems with pointers into the change.</returns>
    public static IEnumerable<Problem> Check(ConnectorCatalog connectors, string name, ConnectionChange change, out ConnectorDefinition? connector)
    {
        connector = null;
        if (!IsName(name))
        {
            return [Error("connection.name", "", "A name starts with a small letter and has only letters and digits, for example shop or erpTest.")];
        }

        return connectors.TryGet(change.Connector, out connector)
            ? CheckSettings(connector, change)
                .Concat(AllowedAddresses.Check(change.AllowedAddresses ?? []))
                .Concat((change.Calling ?? new CallingSettings()).Check())
                .Concat(CheckCare(change))
            : [Error("connection.connector", "/connector", $"Choose one of {string.Join(", ", connectors.All.Select(c => c.Key))}.")];
    }

    /// <summary>Whether a change leads a stored secret to another host.</summary>
    public static bool LeadsElsewhere(ConnectionRow row, ConnectionChange change, ConnectorDefinition connector) =>
        row.Connector != change.Connector
        || Origin(connector.BaseAddress?.Invoke(JsonElement.Parse(row.Settings)))
            != Origin(connector.BaseAddress?.Invoke(change.Settings))
        || !Hosts(connector, JsonElement.Parse(row.Settings)).SetEquals(Hosts(connector, change.Settings));

    // Connectors that speak another protocol than HTTP have hosts instead of a base address.
    private static HashSet<string> Hosts(ConnectorDefinition connector, JsonElement settings) =>
        (connector.Hosts?.Invoke(settings) ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks settings and address.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="change">What to save.</param>
    /// <returns>Problems with pointers into the change.</returns>
    public static IEnumerable<Problem> CheckSettings(ConnectorDefinition connector, ConnectionChange change)
    {
        var problems = CheckFields(connector.Settings, change.Settings, "/settings", []).ToList();
        if (problems.Count > 0 || connector.BaseAddress is null)
        {
            return problems;
        }

        var pointer = connector.Settings.Count > 0 ? $"/settings/{connector.Settings[0].Name}" : "/settings";
        return connector.BaseAddress(change.Settings) switch
        {
            null =>
            [
                Error(
                    "connection.url",
                    pointer,
                    "Enter an absolute address with https:// (or http://), without user name, query and fragment."
                ),
            ],
            { Scheme: "http" } when !change.AllowHttp =>
            [
                Error(
                    "connection.http",
                    pointer,
                    "The address is plain http, on which others can read the credential. Use https, or allow http for this connection."
                ),
            ],
            _ => [],
        };
    }

    /// <summary>Checks a credential.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="credential">JSON object <c>{ "kind", …fields }</c>.</param>
    /// <param name="kind">Its kind, when known; the only one of the connector when not said.</param>
    /// <returns>Problems with pointers into the change.</returns>
    public static IEnumerable<Problem> CheckCredential(
        ConnectorDefinition connector,
        JsonElement credential,
        out CredentialKind? kind
    )
    {
        kind = null;
        if (credential.ValueKind is not JsonValueKind.Object)
        {
            return [Error("connection.shape", "/credential", "A credential is a JSON object with kind and its fields.")];
        }

        var key = credential.TryGetProperty("kind", out var said)
            ? said.ValueKind is JsonValueKind.String
                ? said.GetString()
                : null
            : connector.Credentials is [var only]
                ? only.Key
                : null;
        kind = connector.Credentials.FirstOrDefault(k => k.Key == key);
        if (kind is null)
        {
            return
            [
                Error(
                    "connection.credentialKind",
                    "/credential/kind",
                    connector.Credentials.Count == 0
                        ? "This connector takes no credential."
                        : $"Choose one of {string.Join(", ", connector.Credentials.Select(k => k.Key))}."
                ),
            ];
        }

        return CheckFields(kind.Fields, credential, "/credential", ["kind"]);
    }

    /// <summary>Reads the fields of a checked credential.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="credential">JSON object <c>{ "kind", …fields }</c>.</param>
    /// <returns>The fields by name, as text; defaults are not filled in.</returns>
    public static Dictionary<string, string> Fields(CredentialKind kind, JsonElement credential) =>
        kind
            .Fields.Where(f => credential.TryGetProperty(f.Name, out var v) && v.ValueKind is not JsonValueKind.Null)
            .ToDictionary(f => f.Name, f => credential.GetProperty(f.Name).ToString());

    /// <summary>Checks a name.</summary>
    /// <param name="name">Name of a connection.</param>
    /// <returns>Whether it can stand in a flow.</returns>
    public static bool IsName(string name) => name.Length <= 100 && Name().IsMatch(name);

    /// <summary>An error.</summary>
    /// <param name="code">Stable code.</param>
    /// <param name="pointer">Pointer into the change.</param>
    /// <param name="message">What to do.</param>
    /// <returns>The problem.</returns>
    public static Problem Error(string code, string pointer, string message) =>
        new(code, ProblemSeverity.Error, pointer, message);

    private static IEnumerable<Problem> CheckCare(ConnectionChange change)
    {
        if (change.WarnDays is < 0 or > 365)
        {
            yield return Error("connection.range", "/warnDays", "Enter 0 to 365 days.");
        }

        if (change.ProbeMinutes is < 0 or > 1_440)
        {
            yield return Error("connection.range", "/probeMinutes", "Enter 1 to 1440 minutes, or 0 for no tests.");
        }

        if (change.Owner is { } owner && (owner.Trim().Length == 0 || owner.Length > 200 || owner.Any(char.IsControl)))
        {
            yield return Error("connection.owner", "/owner", "Enter a name or an e-mail address of at most 200 characters.");
        }
    }

    private static string? Origin(Uri? address) => address?.GetLeftPart(UriPartial.Authority);

    private static IEnumerable<Problem> CheckFields(
        IReadOnlyList<FieldDefinition> fields,
        JsonElement values,
        string pointer,
        string[] also
    )
    {
        if (values.ValueKind is not JsonValueKind.Object)
        {
            return [Error("connection.shape", pointer, "This is a JSON object with the connector's fields.")];
        }

        var names = fields.Select(f => f.Name).ToList();
        var unknown = values
            .EnumerateObject()
            .Where(m => !names.Contains(m.Name, StringComparer.Ordinal) && !also.Contains(m.Name, StringComparer.Ordinal))
            .Select(m =>
                Error(
                    "connection.unknown",
                    $"{pointer}/{Escape(m.Name)}",
                    names.Count == 0 ? "There is no such field; none is needed." : $"There is no such field. Fields are {string.Join(", ", names)}."
                )
            );
        return unknown.Concat(fields.Select(f => CheckField(f, values, pointer)).OfType<Problem>());
    }

    private static Problem? CheckField(FieldDefinition field, JsonElement values, string pointer)
    {
        var at = $"{pointer}/{field.Name}";
        if (!values.TryGetProperty(field.Name, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return field.Required ? Error("connection.required", at, $"{field.Label} is needed. {field.Help}") : null;
        }

        return field.Kind switch
        {
            FieldKind.Number when value.ValueKind is not JsonValueKind.Number => Error("connection.type", at, $"{field.Label} is a number."),
            FieldKind.Boolean when value.ValueKind is not (JsonValueKind.True or JsonValueKind.False) => Error(
                "connection.type",
                at,
                $"{field.Label} is true or false."
            ),
            FieldKind.Number when value.GetDouble() < field.Minimum || value.GetDouble() > field.Maximum => Error(
                "connection.range",
                at,
                $"{field.Label} is from {field.Minimum} to {field.Maximum}."
            ),
            FieldKind.Choice when value.ValueKind is not JsonValueKind.String || !field.Options!.Any(o => value.ValueEquals(o.Value)) => Error( // a choice has options
                "connection.choice",
                at,
                $"{field.Label} is one of {string.Join(", ", field.Options!.Select(o => o.Value))}."
            ),
            FieldKind.Number or FieldKind.Boolean or FieldKind.Choice => null,
            _ when value.ValueKind is not JsonValueKind.String => Error("connection.type", at, $"{field.Label} is text."),
            _ => CheckText(field, value.GetString()!, at), // a string element has a string
        };
    }

    private static Problem? CheckText(FieldDefinition field, string text, string at) =>
        text.Trim().Length == 0 && field.Required ? Error("connection.required", at, $"{field.Label} is needed. {field.Help}")
        : text.Length > MaxLength || text.Any(c => char.IsControl(c) && !(field.Lines && c is ('\r' or '\n')))
            ? Error("connection.text", at, $"{field.Label} is {(field.Lines ? "text" : "one line")} of at most {MaxLength:N0} characters.")
        : null;

    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    [GeneratedRegex("^[a-z][A-Za-z0-9]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
