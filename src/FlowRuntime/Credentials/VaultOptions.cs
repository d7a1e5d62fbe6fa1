namespace FlowRuntime.Credentials;

/// <summary>Where the vault's key-encryption keys come from: section <c>FlowStudio:Vault</c> of the configuration.</summary>
public sealed class VaultOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string SectionName = "FlowStudio:Vault";

    /// <summary>
    /// Keys themselves, for example from an environment variable: base64 of 32 bytes, separated by commas; the first one
    /// seals, the others only open what was sealed before a rotation. Wins over <see cref="KeyFile"/>.
    /// </summary>
    public string? Key { get; set; }

    /// <summary>
    /// File with one key a line, the first one seals; null means <c>vault.key</c> in the data directory, which is created
    /// when there are no secrets yet.
    /// </summary>
    public string? KeyFile { get; set; }
}
