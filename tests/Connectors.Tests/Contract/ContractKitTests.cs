using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;
using FlowEngine.Running;
using TestKit.Contract;

namespace Connectors.Tests.Contract;

/// <summary>The kit finds what breaks the contract, so that silence means something.</summary>
public sealed class ContractKitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_silent_about_a_connector_that_keeps_the_contract()
    {
        Assert.Empty(await ContractKit.FindAsync(new ContractSubject(Connector(Get())), Token));
    }

    [Fact]
    public async Task Finds_an_operation_that_throws_where_it_should_fail()
    {
        var operation = Get() with
        {
            Run = async (call, token) =>
            {
                using var answer = await call.Connection.Http.GetAsync(new Uri("orders", UriKind.Relative), token);
                return new NodeResult.Completed("success");
            },
        };

        Assert.Contains("call.throws", await RulesAsync(Connector(operation)));
    }

    [Fact]
    public async Task Finds_an_operation_that_goes_on_when_it_is_cancelled()
    {
        var operation = Get() with
        {
            Run = async (call, _) => await new HttpOperation(HttpMethod.Get, "orders").RunAsync(call, CancellationToken.None),
        };

        Assert.Contains("cancel.ignored", await RulesAsync(Connector(operation), TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task Finds_a_message_that_holds_the_secret_and_a_code_that_nobody_documented()
    {
        var operation = Get() with
        {
            Run = async (call, token) =>
            {
                var secret = await call.Connection.LeaseSecretAsync(token);
                var result = await new HttpOperation(HttpMethod.Get, "orders").RunAsync(call, token);
                return result is NodeResult.Failed f
                    ? new NodeResult.Failed(f.Error with { Code = "acme.odd", Message = $"It failed with token {secret["token"]}." })
                    : result;
            },
        };

        var rules = await RulesAsync(Connector(operation));

        Assert.Contains("error.secret", rules);
        Assert.Contains("error.undocumented", rules);
    }

    [Theory]
    [InlineData("POST", EffectKind.Write, false, null)]
    [InlineData("PATCH", EffectKind.Write, true, null)]
    [InlineData("DELETE", EffectKind.Read, false, "effect.kind")]
    public async Task Compares_the_effect_with_the_request(string method, EffectKind effect, bool idempotent, string? rule)
    {
        var http = new HttpOperation(new HttpMethod(method), "orders");

        var rules = await RulesAsync(Connector(Get() with { Run = http.RunAsync, Effect = effect, Idempotent = idempotent }));

        Assert.Equal(rule is null ? [] : [rule], rules);
    }

    [Fact]
    public async Task Finds_a_write_that_claims_a_key_it_does_not_send()
    {
        var operation = Get() with
        {
            Effect = EffectKind.Write,
            Idempotent = true,
            Run = async (call, token) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "orders");
                var exchange = await call.SendAsync(request, new CallLimits(TimeSpan.FromSeconds(5), 1_000), token);
                return exchange is Exchange.Unanswered none
                    ? new NodeResult.Failed(new NodeError("acme.unavailable", none.Message, Retryable: true))
                    : new NodeResult.Completed("success");
            },
        };

        Assert.Equal(["effect.key"], await RulesAsync(Connector(operation)));
    }

    [Fact]
    public async Task Finds_a_test_of_a_connection_that_is_content_with_anything()
    {
        var connector = Connector(Get()) with { Probe = (_, _) => Task.FromResult(new ProbeResult(true, "ok")) };

        Assert.Equal(["probe.ok", "probe.words"], await RulesAsync(connector));
    }

    private static async Task<IReadOnlyList<string>> RulesAsync(ConnectorDefinition connector, TimeSpan? patience = null)
    {
        var subject = new ContractSubject(connector);
        var findings = await ContractKit.FindAsync(patience is { } wait ? subject with { Patience = wait } : subject, Token);
        return [.. findings.Select(f => f.Rule).Distinct().Order(StringComparer.Ordinal)];
    }

    private static ConnectorDefinition Connector(OperationDefinition operation) =>
        new(
            "acme",
            "Acme",
            "For tests.",
            "shop",
            [new FieldDefinition("url", "Address", "Where it is.", FieldKind.Text, Required: true)],
            [CredentialKinds.Bearer],
            settings => BaseAddresses.From(settings, "url"),
            ProbeAsync
        )
        {
            Operations = [operation],
        };

    private static OperationDefinition Get() =>
        new("get", "Get orders", "Reads the orders.", new HttpOperation(HttpMethod.Get, "orders").RunAsync)
        {
            Card = "Reads orders",
            Errors = HttpOperation.Errors("acme", "Acme"),
        };

    private static async Task<ProbeResult> ProbeAsync(IConnection connection, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "me");
        var exchange = await ConnectionCall.SendAsync(connection, request, new CallLimits(TimeSpan.FromSeconds(15), 1_000), TimeProvider.System, cancellationToken);
        return exchange is Exchange.Answered { Answer.IsSuccess: true }
            ? new ProbeResult(true, "The system answers.")
            : new ProbeResult(false, "The system does not answer as it should.");
    }
}
