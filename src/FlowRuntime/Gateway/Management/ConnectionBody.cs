using System.Text.Json;
using System.Text.Json.Serialization;
using FlowEngine.Definition;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Calling;

namespace FlowRuntime.Gateway.Management;

/// <summary>A connection to save.</summary>
/// <param name="Connector">Key of the connector; see <c>GET /connectors</c>.</param>
/// <param name="Settings">The connector's settings, and <c>allowLoopback</c> and <c>allowHttp</c> for tests on this machine.</param>
/// <param name="Credential">
/// The secret: <c>{ "kind": …, fields }</c>; <c>kind</c> may be left out where there is only one. A field may refer to an external
/// vault: <c>vault:name/path#key</c>. Left out, the stored secret stays.
/// </param>
/// <param name="AllowedAddresses">Addresses inside of the network that it may reach, for example <c>10.1.0.0/16</c> or <c>erp.example:8443</c>; left out, they stay.</param>
/// <param name="Calling">Limits of its calls; left out, they stay.</param>
/// <param name="Owner">Who answers for it; left out, it stays.</param>
/// <param name="CredentialExpiresAt">When the credential ends; left out, it stays.</param>
/// <param name="WarnDays">Warn this many days before; left out, it stays.</param>
/// <param name="ProbeMinutes">Minutes between the tests that happen by themselves, 0 for none; left out, it stays.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ConnectionBody(
    string Connector,
    JsonElement Settings,
    JsonElement? Credential = null,
    IReadOnlyList<string>? AllowedAddresses = null,
    CallingSettings? Calling = null,
    string? Owner = null,
    DateTimeOffset? CredentialExpiresAt = null,
    int? WarnDays = null,
    int? ProbeMinutes = null
)
{
    private const string AllowLoopback = "allowLoopback";
    private const string AllowHttp = "allowHttp";

    /// <summary>The change that it asks for. The two switches of the outgoing guard travel among the settings but are not the connector's.</summary>
    /// <param name="environment">The environment whose binding is saved.</param>
    public (ConnectionChange? Change, IReadOnlyList<Problem> Problems) ToChange(string environment)
    {
        if (Settings.ValueKind != JsonValueKind.Object)
        {
            return (null, [new Problem("settings.type", ProblemSeverity.Error, "/settings", "Give a JSON object.")]);
        }

        var switches = new Dictionary<string, bool> { [AllowLoopback] = false, [AllowHttp] = false };
        var problems = new List<Problem>();
        var settings = new Dictionary<string, JsonElement>();
        foreach (var setting in Settings.EnumerateObject())
        {
            if (!switches.ContainsKey(setting.Name))
            {
                settings[setting.Name] = setting.Value;
            }
            else if (setting.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            {
                switches[setting.Name] = setting.Value.GetBoolean();
            }
            else
            {
                problems.Add(new Problem("settings.type", ProblemSeverity.Error, $"/settings/{setting.Name}", "Say true or false."));
            }
        }

        return problems.Count > 0 ? (null, problems) : (Change(environment, settings, switches), []);
    }

    private ConnectionChange Change(string environment, Dictionary<string, JsonElement> settings, Dictionary<string, bool> switches) =>
        new(
            Connector,
            JsonSerializer.SerializeToElement(settings),
            Credential ?? default,
            switches[AllowLoopback],
            switches[AllowHttp],
            AllowedAddresses,
            Calling
        )
        {
            Environment = environment,
            Owner = Owner,
            CredentialExpiresAt = CredentialExpiresAt,
            WarnDays = WarnDays,
            ProbeMinutes = ProbeMinutes,
        };
}

/// <summary>The next credential of a connection.</summary>
/// <param name="Credential">The secret: <c>{ "kind": …, fields }</c>.</param>
internal sealed record NextCredentialBody(JsonElement Credential);

/// <summary>How the next credential is put to use.</summary>
/// <param name="KeepHours">Hours for which the previous one is kept, 0 to 720.</param>
/// <param name="Untested">True to use it even though it did not pass its test.</param>
internal sealed record PromoteBody(double KeepHours = 24, bool Untested = false);

/// <summary>An environment to save.</summary>
/// <param name="FallsBack">True when a name that it does not bind leads to the target of <c>live</c>.</param>
internal sealed record EnvironmentBody(bool FallsBack = false);
