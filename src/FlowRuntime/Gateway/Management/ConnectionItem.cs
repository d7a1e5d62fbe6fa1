using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Calling;
using FlowRuntime.Connections.Usage;

namespace FlowRuntime.Gateway.Management;

/// <summary>The connections.</summary>
internal sealed record ConnectionList(IReadOnlyList<ConnectionItem> Connections);

/// <summary>A connection in one environment, without its secret.</summary>
internal sealed record ConnectionItem(
    string Name,
    string Environment,
    string Connector,
    JsonElement Settings,
    string? Owner,
    string? CredentialKind,
    DateTimeOffset? CredentialSetAt,
    CredentialExpiry? Expiry,
    int WarnDays,
    StagedCredential? Next,
    DateTimeOffset? PreviousUntil,
    bool AllowLoopback,
    bool AllowHttp,
    IReadOnlyList<string> AllowedAddresses,
    CallingSettings Calling,
    string State,
    string? StateReason,
    DateTimeOffset? TestedAt,
    ProbeItem? TestResult,
    DateTimeOffset? LastOkAt,
    int FailedTests,
    int ProbeMinutes,
    DateTimeOffset? NextProbeAt,
    DateTimeOffset? LastUsedAt
)
{
    public static ConnectionItem Of(ConnectionSummary c) =>
        new(
            c.Name,
            c.Environment,
            c.Connector,
            c.Settings,
            c.Owner,
            c.CredentialKind,
            c.CredentialSetAt,
            c.Expiry,
            c.WarnDays,
            c.Next,
            c.PreviousUntil,
            c.AllowLoopback,
            c.AllowHttp,
            c.AllowedAddresses,
            c.Calling,
            ManagementApi.Word(c.State),
            c.StateReason,
            c.TestedAt,
            c.TestResult is { } result ? ProbeItem.Of(result) : null,
            c.LastOkAt,
            c.FailedTests,
            c.ProbeMinutes,
            c.NextProbeAt,
            c.LastUsedAt
        );
}

/// <summary>Outcome of a test.</summary>
internal sealed record ProbeItem(bool Ok, string Message, IReadOnlyList<FindingItem> Findings)
{
    public static ProbeItem Of(ProbeResult result) =>
        new(result.Ok, result.Message, [.. result.Findings.Select(f => new FindingItem(f.Code, ManagementApi.Word(f.Level), f.Message, f.Advice))]);
}

/// <summary>One thing that a test found; <c>level</c> is <c>ok</c>, <c>warning</c> or <c>error</c>.</summary>
internal sealed record FindingItem(string Code, string Level, string Message, string Advice);

/// <summary>The uses of connections.</summary>
internal sealed record UsageList(IReadOnlyList<ConnectionUsage> Uses);

/// <summary>The environments.</summary>
internal sealed record EnvironmentList(IReadOnlyList<ConnectionEnvironment> Environments);

/// <summary>The connectors.</summary>
internal sealed record ConnectorList(IReadOnlyList<ConnectorItem> Connectors);

/// <summary>A connector with what a connection to it needs.</summary>
internal sealed record ConnectorItem(
    string Key,
    string Title,
    string Summary,
    IReadOnlyList<FieldItem> Settings,
    IReadOnlyList<CredentialKindItem> Credentials
)
{
    public static ConnectorItem Of(ConnectorDefinition c) =>
        new(
            c.Key,
            c.Title,
            c.Summary,
            [.. c.Settings.Select(FieldItem.Of)],
            [.. c.Credentials.Select(k => new CredentialKindItem(k.Key, k.Title, [.. k.Fields.Select(FieldItem.Of)], k.OAuth?.Grant is OAuthGrant.AuthorizationCode))]
        );
}

/// <summary>A kind of credential.</summary>
/// <param name="Kind">Its key.</param>
/// <param name="Title">Name shown.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="NeedsSignIn">True when an admin signs in at the other system after it was saved.</param>
internal sealed record CredentialKindItem(string Kind, string Title, IReadOnlyList<FieldItem> Fields, bool NeedsSignIn);

/// <summary>A field of settings or credentials.</summary>
internal sealed record FieldItem(string Name, string Label, string Help, string Kind, bool Required, IReadOnlyList<string>? Options)
{
    public static FieldItem Of(FieldDefinition field) =>
        new(field.Name, field.Label, field.Help, ManagementApi.Word(field.Kind), field.Required, field.Options?.Select(o => o.Value).ToList());
}
