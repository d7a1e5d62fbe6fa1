using Connectors.Http.GraphQl;
using Connectors.Http.HttpRequest;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Connectors.Http;

/// <summary>Any system that speaks HTTP: one address, one credential, requests below it.</summary>
public static class HttpConnector
{
    /// <summary>Permanent key of the connector.</summary>
    public const string Key = "http";

    /// <summary>What the connector is.</summary>
    public static ConnectorDefinition Definition { get; } =
        new(
            Key,
            "HTTP",
            "Any system with an HTTP interface; nodes give the path and the method.",
            "http",
            [
                new FieldDefinition(
                    "baseAddress",
                    "Address",
                    "Where every request starts, for example https://api.example.com/v1.",
                    FieldKind.Text,
                    Required: true
                ),
            ],
            [
                CredentialKinds.None,
                CredentialKinds.Basic(
                    "User name and password",
                    new FieldDefinition("username", "User name", "Name of the account.", FieldKind.Text, Required: true),
                    new FieldDefinition("password", "Password", "Its password.", FieldKind.Secret, Required: true)
                ),
                CredentialKinds.Bearer,
                CredentialKinds.ApiKey,
                QueryKeyCredential.Kind,
                HmacCredential.Kind,
                CertificateCredential.Kind,
                OAuthCredential.ClientCredentials,
                OAuthCredential.AuthorizationCode,
            ],
            settings => BaseAddresses.From(settings, "baseAddress"),
            ProbeAsync
        );

    /// <summary>Registers the connector and its nodes.</summary>
    /// <param name="services">The container.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddHttpConnector(this IServiceCollection services) =>
        services
            .AddConnector(Definition)
            .AddNode<HttpRequestConfig, HttpRequestConfigValidator, HttpRequestExecutor>(HttpRequestNode.Definition)
            .AddNode<GraphQlConfig, GraphQlConfigValidator, GraphQlExecutor>(GraphQlNode.Definition);

    private static async Task<ProbeResult> ProbeAsync(IConnection connection, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "");
        var limits = new CallLimits(TimeSpan.FromSeconds(15), HttpRequestExecutor.MaxBytes);
        var exchange = await ConnectionCall
            .SendAsync(connection, request, limits, TimeProvider.System, cancellationToken)
            .ConfigureAwait(false);
        return exchange switch
        {
            Exchange.Unanswered { Reason: NoAnswer.TooLarge } => new ProbeResult(true, "The address answers."),
            Exchange.Unanswered none => new ProbeResult(false, none.Message),
            Exchange.Answered { Answer.Status: 401 or 403 } a => new ProbeResult(
                false,
                $"The address answers, but refuses the credential (status {a.Answer.Status}). Replace the credential."
            ),
            Exchange.Answered { Answer.Status: >= 500 } a => new ProbeResult(
                false,
                $"The address answers with an error of its own (status {a.Answer.Status}). Try again later."
            ),
            Exchange.Answered { Answer: { Status: >= 300 and < 400, Location: { } to } } => new ProbeResult(
                false,
                $"The address sends elsewhere, to host {(to.IsAbsoluteUri ? to.Host : "itself")}. Redirects are not followed: enter the final address."
            ),
            Exchange.Answered a => new ProbeResult(true, $"The address answers (status {a.Answer.Status})."),
            _ => throw new InvalidOperationException("An exchange is answered or unanswered."),
        };
    }
}
