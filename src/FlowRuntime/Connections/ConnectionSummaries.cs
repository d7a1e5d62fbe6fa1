using System.Text.Json;
using FlowEngine.Connecting;
using FlowRuntime.Connections.Calling;
using FlowRuntime.Credentials.OAuth;

namespace FlowRuntime.Connections;

/// <summary>Makes summaries of stored connections.</summary>
internal static class ConnectionSummaries
{
    /// <summary>Makes one.</summary>
    /// <param name="row">The stored connection.</param>
    /// <param name="tokens">What an OAuth provider issued to it; null for nothing.</param>
    /// <param name="kind">Its kind of credential; null when it has none or its connector is gone.</param>
    /// <param name="used">Last call that is not written down yet.</param>
    /// <param name="now">The time.</param>
    public static ConnectionSummary Of(ConnectionRow row, OAuthTokenRow? tokens, CredentialKind? kind, DateTimeOffset? used, DateTimeOffset now)
    {
        var reconnect = Reconnect(tokens, kind);
        return new ConnectionSummary(
            row.Name,
            row.Connector,
            JsonElement.Parse(row.Settings),
            row.CredentialKind,
            row.CredentialSetAt,
            row.AllowLoopback,
            row.AllowHttp,
            row.TestedAt,
            row.TestedAt is null ? null : Result(row),
            used > row.LastUsedAt || row.LastUsedAt is null ? used : row.LastUsedAt
        )
        {
            Environment = row.Environment,
            AllowedAddresses = AllowedAddresses.Lines(row.AllowedAddresses),
            Calling = CallingSettings.Read(row.Calling),
            Owner = row.Owner,
            State = reconnect is not null ? ConnectionState.Reconnect
                : row.TestedAt is null ? ConnectionState.Untested
                : row.TestOk ? ConnectionState.Ok
                : ConnectionState.Failing,
            StateReason = reconnect ?? (row.TestedAt is not null && !row.TestOk ? row.TestMessage : null),
            Expiry = Expiry(row, tokens, now),
            WarnDays = row.WarnDays,
            LastOkAt = row.LastOkAt,
            FailedTests = row.FailedTests,
            ProbeMinutes = row.ProbeMinutes,
            NextProbeAt = row.NextProbeAt,
            Next = row is { NextKind: { } next, NextSetAt: { } at } ? new StagedCredential(next, at, row.NextTestOk) : null,
            PreviousUntil = row.PreviousUntil,
        };
    }

    /// <summary>The first end that is known of.</summary>
    public static CredentialExpiry? Expiry(ConnectionRow row, OAuthTokenRow? tokens, DateTimeOffset now)
    {
        var ends = new[]
        {
            (At: row.CredentialExpiresAt, Source: "entered"),
            (At: row.CertificateEndsAt, Source: "certificate"),
            // A token that renews itself does not end.
            (At: tokens is { CanRenew: false, SecretId: not null } && row.CredentialKind == "oauthCode" ? tokens.ExpiresAt : null, Source: "token"),
        };
        var (at, source) = ends.Where(e => e.At is not null).OrderBy(e => e.At).FirstOrDefault();
        return at is { } end ? new CredentialExpiry(end, source, now >= end.AddDays(-row.WarnDays), now >= end) : null;
    }

    private static string? Reconnect(OAuthTokenRow? tokens, CredentialKind? kind) =>
        kind?.OAuth is not { } terms ? null
        : tokens?.ReconnectReason is { } reason ? reason
        : terms.Grant is OAuthGrant.AuthorizationCode && tokens?.SecretId is null ? "Nobody has signed in for it yet."
        : null;

    private static ProbeResult Result(ConnectionRow row)
    {
        var result = new ProbeResult(row.TestOk, row.TestMessage ?? "");
        return row.TestFindings is { } findings
            ? result with { Findings = JsonSerializer.Deserialize(findings, ProbeJson.Default.IReadOnlyListProbeFinding) ?? [] }
            : result;
    }
}
