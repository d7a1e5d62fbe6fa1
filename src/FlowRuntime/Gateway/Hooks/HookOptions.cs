namespace FlowRuntime.Gateway.Hooks;

/// <summary>What webhooks may send: section <c>FlowStudio:Hooks</c> of the configuration.</summary>
public sealed class HookOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string SectionName = "FlowStudio:Hooks";

    /// <summary>Calls that one network address may make to one webhook in a minute.</summary>
    public int CallsPerMinute { get; set; } = 600;

    /// <summary>Largest body. Unit: bytes.</summary>
    public int LargestBody { get; set; } = 1024 * 1024;
}
