using Connectors.OpenApi.Calling;
using Connectors.OpenApi.Reading;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;

namespace Connectors.OpenApi.Making;

/// <summary>Tests a connection by the first read that needs no input; by the bare address where there is none.</summary>
internal sealed class Probe
{
    private readonly string _path;
    private readonly string _name;

    /// <summary>Chooses the call.</summary>
    /// <param name="document">The document.</param>
    public Probe(ApiDocument document)
    {
        // One that asks for a credential, where there are any, so that the test tells whether it is taken.
        var operation = document
            .Operations.Where(o => o is { Method: "GET", Server: null, IsDeprecated: false, Body: null } && !o.Path.Contains('#', StringComparison.Ordinal))
            .Where(o => !o.Parameters.Any(p => p.IsRequired))
            .OrderBy(o => o.Security is { Count: > 0 } ? 0 : 1)
            .FirstOrDefault();
        _path = operation?.Path.TrimStart('/') ?? "";
        _name = operation is null ? "The address" : $"\"{operation.Title}\"";
    }

    /// <summary>Makes the call.</summary>
    public async Task<ProbeResult> RunAsync(IConnection connection, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"./{_path}", UriKind.Relative));
        var exchange = await ConnectionCall
            .SendAsync(connection, request, OperationRunner.Limits, TimeProvider.System, cancellationToken)
            .ConfigureAwait(false);
        return exchange switch
        {
            Exchange.Unanswered { Reason: NoAnswer.TooLarge } => new ProbeResult(true, $"{_name} answers."),
            Exchange.Unanswered none => new ProbeResult(false, none.Message),
            Exchange.Answered { Answer.Status: (401 or 403) and var status } => new ProbeResult(
                false,
                $"{_name} answers, but refuses the credential (status {status}). Replace the credential."
            ),
            Exchange.Answered { Answer.Status: >= 500 and var status } => new ProbeResult(
                false,
                $"{_name} answers with an error of its own (status {status}). Try again later."
            ),
            Exchange.Answered { Answer: { Status: >= 300 and < 400, Location: { } to } } => new ProbeResult(
                false,
                $"{_name} sends elsewhere, to host {(to.IsAbsoluteUri ? to.Host : "itself")}. Redirects are not followed: enter the final address."
            ),
            Exchange.Answered a => new ProbeResult(true, $"{_name} answers (status {a.Answer.Status})."),
            _ => throw new InvalidOperationException("An exchange is answered or unanswered."),
        };
    }
}
