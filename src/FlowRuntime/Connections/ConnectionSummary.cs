using System.Text.Json;
using FlowEngine.Connecting;
using FlowRuntime.Connections.Calling;

namespace FlowRuntime.Connections;

/// <summary>A connection in one environment, without its secret.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Connector">Key of its connector.</param>
/// <param name="Settings">Non-secret settings.</param>
/// <param name="CredentialKind">Kind of its credential; null when it has none.</param>
/// <param name="CredentialSetAt">When the secret was last written, UTC; null when never.</param>
/// <param name="AllowLoopback">True when it may reach this machine itself.</param>
/// <param name="AllowHttp">True when it may send over plain http.</param>
/// <param name="TestedAt">Last test, UTC; null when never.</param>
/// <param name="TestResult">Outcome of the last test; null when never.</param>
/// <param name="LastUsedAt">Last call of a run, UTC; null when never.</param>
public sealed record ConnectionSummary(
    string Name,
    string Connector,
    JsonElement Settings,
    string? CredentialKind,
    DateTimeOffset? CredentialSetAt,
    bool AllowLoopback,
    bool AllowHttp,
    DateTimeOffset? TestedAt,
    ProbeResult? TestResult,
    DateTimeOffset? LastUsedAt
)
{
    /// <summary>The environment that binds it.</summary>
    public string Environment { get; init; } = ConnectionEnvironment.Live;

    /// <summary>Addresses inside of this network that it may reach.</summary>
    public IReadOnlyList<string> AllowedAddresses { get; init; } = [];

    /// <summary>Limits of its calls that an admin set; a null member is the connector's or the product's own.</summary>
    public CallingSettings Calling { get; init; } = new();

    /// <summary>Who answers for it; null when unknown.</summary>
    public string? Owner { get; init; }

    /// <summary>How it is.</summary>
    public ConnectionState State { get; init; }

    /// <summary>Sentence on <see cref="State"/>; null when all is well.</summary>
    public string? StateReason { get; init; }

    /// <summary>When the credential ends first; null when nothing is known of an end.</summary>
    public CredentialExpiry? Expiry { get; init; }

    /// <summary>Days before the end at which a warning is given.</summary>
    public int WarnDays { get; init; }

    /// <summary>Last test that succeeded, UTC; null when never.</summary>
    public DateTimeOffset? LastOkAt { get; init; }

    /// <summary>Tests in a row that failed.</summary>
    public int FailedTests { get; init; }

    /// <summary>Minutes between the tests that happen by themselves; 0 for none.</summary>
    public int ProbeMinutes { get; init; }

    /// <summary>Next test that happens by itself, UTC; null for none.</summary>
    public DateTimeOffset? NextProbeAt { get; init; }

    /// <summary>The next credential, which waits to be promoted; null for none.</summary>
    public StagedCredential? Next { get; init; }

    /// <summary>Until when the previous credential is kept, UTC; null when there is none.</summary>
    public DateTimeOffset? PreviousUntil { get; init; }
}

/// <summary>How a connection is.</summary>
public enum ConnectionState
{
    /// <summary>It was never tested.</summary>
    Untested,

    /// <summary>The last test succeeded.</summary>
    Ok,

    /// <summary>The last test failed.</summary>
    Failing,

    /// <summary>An admin has to sign in at the other system, for the first time or again.</summary>
    Reconnect,
}

/// <summary>End of a credential.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Source"><c>entered</c>, <c>certificate</c> or <c>token</c>: how it is known.</param>
/// <param name="IsSoon">True from the warning days on.</param>
/// <param name="IsPast">True once it has ended.</param>
public sealed record CredentialExpiry(DateTimeOffset At, string Source, bool IsSoon, bool IsPast);

/// <summary>A credential that waits to be promoted.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="SetAt">When it was written, UTC.</param>
/// <param name="TestOk">True when it passed the test.</param>
public sealed record StagedCredential(string Kind, DateTimeOffset SetAt, bool TestOk);
