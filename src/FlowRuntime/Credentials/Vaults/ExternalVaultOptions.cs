namespace FlowRuntime.Credentials.Vaults;

/// <summary>External vaults by name: section <c>FlowStudio:Vaults</c> of the configuration.</summary>
public sealed class ExternalVaultsOptions : Dictionary<string, ExternalVaultOptions>
{
    /// <summary>Name of the configuration section.</summary>
    public const string SectionName = "FlowStudio:Vaults";

    /// <summary>Makes an empty set; names differ by more than case.</summary>
    public ExternalVaultsOptions()
        : base(StringComparer.OrdinalIgnoreCase) { }
}

/// <summary>Where one external vault is and how to open it.</summary>
public sealed class ExternalVaultOptions
{
    /// <summary><c>environment</c>, <c>files</c> or <c>hashicorp</c>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Environment variables: what their names must start with, so that no other can be read. Not empty.</summary>
    public string Prefix { get; set; } = "FLOWSTUDIO_SECRET_";

    /// <summary>Files: the folder, outside of which nothing is read.</summary>
    public string? Folder { get; set; }

    /// <summary>HashiCorp Vault: its address, for example <c>https://vault.example:8200</c>.</summary>
    public Uri? Address { get; set; }

    /// <summary>HashiCorp Vault: where the KV engine of version 2 is mounted.</summary>
    public string Mount { get; set; } = "secret";

    /// <summary>HashiCorp Vault: the namespace; null for none.</summary>
    public string? Namespace { get; set; }

    /// <summary>HashiCorp Vault: a token; better from an environment variable than from a file of settings.</summary>
    public string? Token { get; set; }

    /// <summary>HashiCorp Vault: a file with the token, read at every use, for an agent that renews it.</summary>
    public string? TokenFile { get; set; }

    /// <summary>HashiCorp Vault: role id, to sign in by AppRole.</summary>
    public string? RoleId { get; set; }

    /// <summary>HashiCorp Vault: secret id of the AppRole.</summary>
    public string? SecretId { get; set; }

    /// <summary>HashiCorp Vault: addresses inside of this network that it may be at, such as <c>10.1.2.3</c> or <c>vault.example:8200</c>.</summary>
    public IList<string> AllowedAddresses { get; init; } = [];

    /// <summary>HashiCorp Vault: true to reach it on this machine.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>HashiCorp Vault: true to reach it by plain http.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>How long a secret is used before it is asked for again; a shorter lease of the vault wins. Unit: seconds, 1 to 86,400.</summary>
    public int CacheSeconds { get; set; } = 300;
}
