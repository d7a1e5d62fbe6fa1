using System.Text.RegularExpressions;
using FlowEngine.Connecting;

namespace FlowRuntime.Connections.Testing;

/// <summary>Reads from the head of an answer what is wrong, in words for the admin.</summary>
internal static partial class AnswerDiagnosis
{
    private static readonly TimeSpan TolerableSkew = TimeSpan.FromMinutes(2);

    /// <summary>Reads.</summary>
    /// <param name="answer">The last answer of the test.</param>
    /// <param name="address">Where the connection leads.</param>
    /// <param name="now">Our clock.</param>
    /// <returns>What was found; at least one finding.</returns>
    public static IEnumerable<ProbeFinding> Read(ProbeAnswer answer, Uri address, DateTimeOffset now)
    {
        if (answer.Date is { } theirs && (theirs - now).Duration() > TolerableSkew)
        {
            yield return new ProbeFinding(
                "clock",
                FindingLevel.Warning,
                $"The clocks of {address.Host} and of this machine differ by {(theirs - now).Duration().TotalMinutes:0} minutes.",
                "Set this machine's clock by a time server: signatures and tokens depend on it."
            );
        }

        if (answer.Status is < 400 and not (>= 300 and < 400) && answer.MediaType is "text/html" or "application/xhtml+xml")
        {
            yield return new ProbeFinding(
                "html",
                FindingLevel.Warning,
                $"{address.Host} answers with a web page instead of data.",
                "The address may lead to the website instead of its interface, or a proxy or sign-in page is in between."
            );
        }

        yield return Status(answer, address);
    }

    private static ProbeFinding Status(ProbeAnswer answer, Uri address) =>
        answer.Status switch
        {
            >= 300 and < 400 => new ProbeFinding(
                "redirect",
                FindingLevel.Error,
                $"The address sends elsewhere{(answer.Location is { IsAbsoluteUri: true } to ? $", to {to.Scheme}://{to.Host}" : "")}.",
                "Enter the final address: the credential does not travel along redirects."
            ),
            401 => Unauthorized(answer),
            403 => Forbidden(answer),
            404 or 410 => new ProbeFinding(
                "path",
                FindingLevel.Error,
                $"{address.Host} answers, but there is nothing below {address.AbsolutePath}.",
                "Check the path of the address, and whether the interface is switched on."
            ),
            407 => new ProbeFinding("proxy", FindingLevel.Error, "A proxy on the way wants a sign-in.", "Let this machine reach the system without the proxy."),
            429 => new ProbeFinding("limited", FindingLevel.Warning, $"{address.Host} is asked too often right now.", "Lower the limits of the connection's calls."),
            >= 500 => new ProbeFinding("server", FindingLevel.Error, $"{address.Host} has a fault of its own (status {answer.Status}).", "Try again later, or ask whoever runs it."),
            _ => new ProbeFinding("answer", FindingLevel.Ok, $"{address.Host} answers (status {answer.Status})."),
        };

    private static ProbeFinding Unauthorized(ProbeAnswer answer) =>
        Error(answer) switch
        {
            "invalid_token" => new ProbeFinding("token", FindingLevel.Error, "The token is not accepted: it has ended, was revoked, or is meant for another system.", "Connect again, or enter a new token."),
            _ => new ProbeFinding(
                "unauthorized",
                FindingLevel.Error,
                answer.Challenges is [var (scheme, _), ..] && IsWord(scheme)
                    ? $"The credential is not accepted (status 401); the system asks for {scheme}."
                    : "The credential is not accepted (status 401).",
                "Enter the credential again, and check that its kind is the one that the system asks for."
            ),
        };

    private static ProbeFinding Forbidden(ProbeAnswer answer) =>
        Error(answer) is "insufficient_scope" || Parameter(answer, "scope") is not null
            ? new ProbeFinding(
                "scope",
                FindingLevel.Error,
                Parameter(answer, "scope") is { } scope && ScopeText().IsMatch(scope)
                    ? $"The credential is right, but lacks a permission: {scope}."
                    : "The credential is right, but lacks a permission.",
                "Add the scope to the credential and connect again, or let the system's administrator grant it."
            )
            : new ProbeFinding(
                "forbidden",
                FindingLevel.Error,
                "The credential is known, but may not do this (status 403).",
                "Give it the right to read, and check whether the system lets in this machine's address only."
            );

    private static string? Error(ProbeAnswer answer) => Parameter(answer, "error");

    private static string? Parameter(ProbeAnswer answer, string name) =>
        answer
            .Challenges.Select(c => ChallengeParameter().Matches(c.Parameter).FirstOrDefault(m => m.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(m => m is not null)
            ?.Groups["value"].Value;

    private static bool IsWord(string scheme) => scheme.Length <= 20 && scheme.All(char.IsAsciiLetterOrDigit);

    [GeneratedRegex("""(?<name>[A-Za-z_]+)="?(?<value>[^",]*)"?""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex ChallengeParameter();

    [GeneratedRegex("^[A-Za-z0-9 _.:/-]{1,200}$", RegexOptions.CultureInvariant)]
    private static partial Regex ScopeText();
}
