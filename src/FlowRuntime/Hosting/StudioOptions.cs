namespace FlowRuntime.Hosting;

/// <summary>What an installation is told from outside: section <c>FlowStudio</c> of the configuration.</summary>
public sealed class StudioOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string SectionName = "FlowStudio";

    /// <summary>Folder of database and key file; relative paths count from where the program was started.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>
    /// Comma-separated roles of this process: <c>designer</c>, <c>gateway</c>, <c>worker</c>, <c>demo</c>.
    /// Default: the first three, and <c>demo</c> in Development.
    /// </summary>
    public string? Roles { get; set; }

    /// <summary>Folder with bots to import where missing; null means the repository's <c>flows</c>, empty seeds nothing.</summary>
    public string? Seed { get; set; }

    /// <summary>What is created at the first start.</summary>
    public SetupOptions Setup { get; set; } = new();
}

/// <summary>What is created at the first start: section <c>FlowStudio:Setup</c>.</summary>
public sealed class SetupOptions
{
    /// <summary>E-mail of the first administrator; null lets the first page create it.</summary>
    public string? AdminEmail { get; set; }

    /// <summary>Password of the first administrator.</summary>
    public string? AdminPassword { get; set; }

    /// <summary>An API key with all scopes, created at the first start; null creates none.</summary>
    public string? ApiKey { get; set; }
}
