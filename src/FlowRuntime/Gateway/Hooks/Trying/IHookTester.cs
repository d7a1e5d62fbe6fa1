using System.Text.Json;

namespace FlowRuntime.Gateway.Hooks.Trying;

/// <summary>Tries webhooks: an address that waits for one call and shows it, and a sender that signs as the other system does. Thread-safe.</summary>
public interface IHookTester
{
    /// <summary>Makes an address <c>/hooks/test/{token}</c> that takes one call of anybody and starts nothing.</summary>
    /// <param name="botId">Bot of a webhook whose signature is tried on the call; null for none.</param>
    /// <param name="hook">Name of that webhook; null for none.</param>
    /// <returns>The address; null when too many wait.</returns>
    HookTestAddress? Open(string? botId, string? hook);

    /// <summary>Waits for the call of a test address.</summary>
    /// <param name="token">Token of the address.</param>
    /// <param name="wait">How long to wait at most; zero to look only.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The address as it stands, with the call once it came; null when it is unknown or has expired.</returns>
    Task<HookTestAddress?> WaitAsync(string token, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>Closes a test address.</summary>
    /// <param name="token">Token of the address.</param>
    /// <returns>False when it is unknown.</returns>
    bool Close(string token);

    /// <summary>Sends a call to a webhook of the live version, signed with its own secret.</summary>
    /// <param name="call">The call.</param>
    /// <param name="actor">Who does it, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What the caller would have heard; null when there is no such webhook.</returns>
    Task<HookTestAnswer?> SendAsync(HookTestCall call, string actor, CancellationToken cancellationToken);

    /// <summary>Writes the same call as a command line for curl, signed for now.</summary>
    /// <param name="call">The call.</param>
    /// <param name="address">Address of the studio, such as <c>https://studio.example</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The command; null when there is no such webhook.</returns>
    Task<string?> WriteCurlAsync(HookTestCall call, string address, CancellationToken cancellationToken);
}

/// <summary>An address that waits for one call.</summary>
/// <param name="Token">Last part of the address; nobody can guess it.</param>
/// <param name="ExpiresAt">Until when it waits, UTC.</param>
/// <param name="Call">The call; null as long as none came.</param>
public sealed record HookTestAddress(string Token, DateTimeOffset ExpiresAt, HookCapturedCall? Call);

/// <summary>A call that came to a test address.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Head">Method, headers and query, without headers that prove who calls.</param>
/// <param name="Body">The body as text; in base64 where it is no text.</param>
/// <param name="IsText">False when <paramref name="Body"/> is base64.</param>
/// <param name="Signature">Why the webhook that was named would refuse it; empty when it would not; null when none was named.</param>
public sealed record HookCapturedCall(DateTimeOffset At, JsonElement Head, string Body, bool IsText, string? Signature);

/// <summary>A call to be sent.</summary>
/// <param name="BotId">The bot.</param>
/// <param name="Hook">Name of the webhook.</param>
/// <param name="Body">The body.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Headers">Further headers by name; null for none.</param>
/// <param name="Query">Query with its question mark; empty for none.</param>
public sealed record HookTestCall(
    string BotId,
    string Hook,
    string Body,
    string ContentType = "application/json",
    IReadOnlyDictionary<string, string>? Headers = null,
    string Query = ""
);

/// <summary>What was answered to a call.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Headers by name.</param>
/// <param name="Body">The body.</param>
/// <param name="Duration">How long it took.</param>
public sealed record HookTestAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body, TimeSpan Duration);
