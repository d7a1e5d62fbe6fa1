using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Connections;
using FlowRuntime.Credentials.Vaults;

namespace FlowRuntime.Credentials;

/// <summary>A credential, checked and sealed.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Secret">The sealed fields; null for a kind without any.</param>
/// <param name="EndsAt">End of its certificate; null for none.</param>
internal sealed record SealedCredential(string Kind, SecretRow? Secret, DateTimeOffset? EndsAt);

/// <summary>Checks what an admin entered as a credential and seals it. Thread-safe.</summary>
internal sealed class CredentialSealer(SecretVault vault, ExternalVaults vaults)
{
    /// <summary>Checks and seals.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="credential">JSON object <c>{ "kind", …fields }</c>.</param>
    /// <param name="result">The credential; null when there are problems.</param>
    /// <returns>Problems with pointers; messages hold no value.</returns>
    public IReadOnlyList<Problem> Seal(ConnectorDefinition connector, JsonElement credential, out SealedCredential? result)
    {
        result = null;
        var problems = ConnectionRules.CheckCredential(connector, credential, out var kind).ToList();
        if (kind is null || problems.Count > 0)
        {
            return problems;
        }

        var fields = ConnectionRules.Fields(kind, credential);
        problems.AddRange(fields.Select(f => WrongReference(f.Key, f.Value)).OfType<Problem>());
        var isReferring = fields.Values.Any(VaultReference.IsMeant);
        // What stands in an external vault is checked when it is read from there.
        if (problems.Count == 0 && !isReferring && kind.Check?.Invoke(fields) is { } fault)
        {
            problems.Add(ConnectionRules.Error("connection.credential", $"/credential/{fault.Field}", fault.Message));
        }

        if (problems.Count == 0)
        {
            var hidden = kind
                .Fields.Where(f => f.Kind is FieldKind.Secret && fields.TryGetValue(f.Name, out var value) && !VaultReference.IsMeant(value))
                .Select(f => f.Name);
            var secret = kind.Fields.Count == 0 ? null : vault.Seal(Guid.NewGuid().ToString("N"), fields, hidden);
            result = new SealedCredential(kind.Key, secret, isReferring ? null : EndOf(kind, fields));
        }

        return problems;
    }

    private Problem? WrongReference(string field, string value) =>
        !VaultReference.IsMeant(value) ? null
        : !VaultReference.TryParse(value, out var reference)
            ? ConnectionRules.Error("connection.reference", $"/credential/{field}", "A reference to a vault is written vault:name/path#key.")
        : !vaults.Has(reference.Vault)
            ? ConnectionRules.Error(
                "connection.reference",
                $"/credential/{field}",
                vaults.Names is { Count: > 0 } names
                    ? $"There is no such vault in the configuration. Known are {string.Join(", ", names)}."
                    : "The configuration has no vaults."
            )
        : null;

    private static DateTimeOffset? EndOf(CredentialKind kind, IReadOnlyDictionary<string, string> fields)
    {
        using var certificate = kind.ClientCertificate?.Invoke(fields);
        return certificate?.NotAfter.ToUniversalTime();
    }
}
