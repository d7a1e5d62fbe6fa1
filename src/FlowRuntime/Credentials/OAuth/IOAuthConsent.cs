namespace FlowRuntime.Credentials.OAuth;

/// <summary>Sign-in of an admin at another system (authorization code with PKCE). Thread-safe.</summary>
public interface IOAuthConsent
{
    /// <summary>Begins a sign-in.</summary>
    /// <param name="name">Name of the connection.</param>
    /// <param name="environment">The environment that binds it.</param>
    /// <param name="session">Secret mark of the admin's browser session; the same must come back.</param>
    /// <param name="redirectUri">Absolute address to come back to, registered with the provider exactly so.</param>
    /// <param name="actor">Who, for the audit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Where to send the browser, or why not.</returns>
    Task<ConsentStart> BeginAsync(string name, string environment, string session, Uri redirectUri, string actor, CancellationToken cancellationToken);

    /// <summary>Ends a sign-in: checks the answer, trades the code for tokens and stores them.</summary>
    /// <param name="answer">What the browser brought.</param>
    /// <param name="session">Secret mark of the admin's browser session.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What came of it; tokens that were there before stay when it failed.</returns>
    Task<ConsentResult> CompleteAsync(ConsentAnswer answer, string session, CancellationToken cancellationToken);
}

/// <summary>Begin of a sign-in.</summary>
/// <param name="Address">Where to send the browser; null when it cannot begin.</param>
/// <param name="Code">Stable code of the problem: <c>connection.missing</c>, <c>oauth.kind</c>, <c>oauth.provider</c>; null for none.</param>
/// <param name="Message">Sentence on the problem; null for none.</param>
public sealed record ConsentStart(Uri? Address, string? Code = null, string? Message = null);

/// <summary>Parameters that a provider sends with the browser (RFC 6749 §4.1.2, RFC 9207).</summary>
/// <param name="State">Our mark of the sign-in.</param>
/// <param name="Code">Code to trade; null when it was refused.</param>
/// <param name="Error">Why it was refused; null when it was not.</param>
/// <param name="Issuer">Who answers (<c>iss</c>); null when it does not say.</param>
public sealed record ConsentAnswer(string? State, string? Code, string? Error, string? Issuer);

/// <summary>End of a sign-in.</summary>
/// <param name="Ok">True when the connection is connected.</param>
/// <param name="Name">Name of the connection; null when the answer belongs to none.</param>
/// <param name="Environment">The environment that binds it; null when the answer belongs to none.</param>
/// <param name="Code">Stable code of the problem: <c>oauth.state</c>, <c>oauth.issuer</c>, <c>oauth.refused</c>, <c>oauth.token</c>; null for none.</param>
/// <param name="Message">Sentence for the admin; holds no secret.</param>
public sealed record ConsentResult(bool Ok, string? Name, string? Environment, string? Code, string Message);
