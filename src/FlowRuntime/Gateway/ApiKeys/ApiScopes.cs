namespace FlowRuntime.Gateway.ApiKeys;

/// <summary>What a key of the management API may do.</summary>
public static class ApiScopes
{
    /// <summary>Read bots, flows and their problems.</summary>
    public const string FlowsRead = "flows:read";

    /// <summary>Create, change and delete drafts.</summary>
    public const string FlowsWrite = "flows:write";

    /// <summary>Publish versions.</summary>
    public const string FlowsPublish = "flows:publish";

    /// <summary>Read runs and their journals.</summary>
    public const string RunsRead = "runs:read";

    /// <summary>Tell events and end runs.</summary>
    public const string RunsWrite = "runs:write";

    /// <summary>Create, change and delete connections and their secrets.</summary>
    public const string ConnectorsAdmin = "connectors:admin";

    /// <summary>Read the secrets of channels.</summary>
    public const string ChannelsAdmin = "channels:admin";

    /// <summary>Every scope.</summary>
    public static IReadOnlyList<string> All { get; } =
        [FlowsRead, FlowsWrite, FlowsPublish, RunsRead, RunsWrite, ConnectorsAdmin, ChannelsAdmin];
}
