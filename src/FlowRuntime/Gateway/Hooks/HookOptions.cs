namespace FlowRuntime.Gateway.Hooks;

/// <summary>What webhooks may send and what is kept of it: section <c>FlowStudio:Hooks</c> of the configuration.</summary>
public sealed class HookOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string SectionName = "FlowStudio:Hooks";

    /// <summary>Calls that one network address may make to one webhook in a minute.</summary>
    public int CallsPerMinute { get; set; } = 600;

    /// <summary>Largest body. Unit: bytes.</summary>
    public int LargestBody { get; set; } = 1024 * 1024;

    /// <summary>Calls that are worked on at the same time; more hear 503 and when to come back.</summary>
    public int CallsAtOnce { get; set; } = 1_000;

    /// <summary>Bodies of the calls that are worked on at the same time, together. Unit: bytes.</summary>
    public long BodiesAtOnce { get; set; } = 64 * 1024 * 1024;

    /// <summary>Deliveries whose payload is kept for the log, the latest ones.</summary>
    public int KeepPayloads { get; set; } = 20_000;

    /// <summary>Payloads that are kept for the log, together. Unit: bytes.</summary>
    public long KeepPayloadBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>How long a payload is kept for the log.</summary>
    public TimeSpan KeepPayloadsFor { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Refused calls that stay in the log, the latest ones.</summary>
    public int KeepAside { get; set; } = 5_000;

    /// <summary>Calls without a run, such as refused ones, that come into the log in a minute.</summary>
    public int LoggedAsidePerMinute { get; set; } = 600;

    /// <summary>How long a test address waits for its call.</summary>
    public TimeSpan TestAddressLife { get; set; } = TimeSpan.FromMinutes(15);
}
