using FlowEngine.Definition;

namespace FlowEngine.Tests.Validation;

public class SecretRulesTests
{
    [Theory]
    [InlineData("ck_0123456789abcdef0123456789abcdef01234567")]
    [InlineData("my key is cs_0123456789abcdef, keep it")]
    [InlineData("sk_live_abcd1234")]
    [InlineData("Bearer abcdefghijklmnop")]
    [InlineData("send Bearer abc1def2ghi3jkl4 with it")]
    [InlineData("Basic Y2tfZGVtbzpjc19kZW1v")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0aaa.c2lnbmF0dXJlLWhlcmU")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----")]
    [InlineData("xoxb-1234567890-abcdefghij")]
    [InlineData("ghp_0123456789abcdefghij0123456789abcdef")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("pat-eu1-01234567-89ab-cdef-0123-456789abcdef")]
    [InlineData("https://user:pass@shop.example/")]
    public void Refuses_what_has_the_shape_of_a_secret(string text)
    {
        var problem = Assert.Single(SecretsIn(text));

        Assert.Equal(("secret.literal", ProblemSeverity.Error, "/nodes/a/config/text"), (problem.Code, problem.Severity, problem.Pointer));
        Assert.DoesNotContain(text, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("key Zk3vQ9xT7bLm2RwYp8NcJ5hGs4DfAe6U here")]
    public void Warns_of_a_long_random_word(string text) =>
        Assert.Equal(ProblemSeverity.Warning, Assert.Single(SecretsIn(text)).Severity);

    [Theory]
    [InlineData("Basic authentication is explained on our page.")]
    [InlineData("Bearer authentication-tokens are explained on our page.")]
    [InlineData("Bearer {{vars.tokenOfTheVisitor}}")]
    [InlineData("Order {{ vars.order.number }} is {{ vars.order.status }}.")]
    [InlineData("https://shop.example/orders/2024/some-very-long-path-of-words-and-more-words-1")]
    [InlineData("00000000-0000-0000-0000-000000000000 or 11111111111111111111111111111111111111111111")]
    [InlineData("The bearer of this letter may enter; risk-free task-lists and disk_space too.")]
    public void Leaves_ordinary_text_alone(string text) => Assert.Empty(SecretsIn(text));

    [Theory]
    [InlineData("""{ "password": "hunter2" }""", "/password")]
    [InlineData("""{ "headers": { "X-Api-Key": "a1b2c3d4" } }""", "/headers/X-Api-Key")]
    [InlineData("""{ "headers": [ { "name": "Authorization", "value": "Token-12345678" } ] }""", "/headers/0/value")]
    [InlineData("""{ "client_secret": "tr0ub4dor&3" }""", "/client_secret")]
    public void Warns_of_a_literal_value_under_the_name_of_a_secret(string config, string pointer)
    {
        var problem = Assert.Single(SecretsInConfig(config));

        Assert.Equal(("secret.suspected", ProblemSeverity.Warning, $"/nodes/a/config{pointer}"), (problem.Code, problem.Severity, problem.Pointer));
    }

    [Theory]
    [InlineData("""{ "token": "=vars.token1" }""")]
    [InlineData("""{ "headers": { "Authorization": "Bearer {{ vars.t1 }}" } }""")]
    [InlineData("""{ "password": "Enter at least 8 characters." }""")]
    [InlineData("""{ "secret": "hook-secret" }""")]
    [InlineData("""{ "tokenCount": "12345678", "name": "Order 12", "value": "12345678" }""")]
    public void Leaves_expressions_names_and_sentences_alone(string config) => Assert.Empty(SecretsInConfig(config));

    [Fact]
    public void Looks_into_nested_values_notes_and_variables()
    {
        var problems = Checking.Flow(
            """
            { "id": "f", "name": "F", "variables": { "v": { "type": "object", "default": { "k": "sk_live_abcd1234" } } },
              "nodes": { "a": { "type": "shop.getOrder", "config": { "extra": [ { "h": "Bearer abcdefghijklmnop" } ] } } },
              "notes": [ { "text": "use ck_0123456789abcdef", "x": 0, "y": 0 } ] }
            """
        );

        Assert.Equal(
            ["/variables/v/default/k", "/nodes/a/config/extra/0/h", "/notes/0/text"],
            problems.Where(p => p.Code == "secret.literal").Select(p => p.Pointer)
        );
    }

    private static IEnumerable<Problem> SecretsIn(string text) => SecretsInConfig($$"""{ "text": "{{text}}" }""");

    private static IEnumerable<Problem> SecretsInConfig(string config) =>
        Checking
            .Flow($$"""{ "id": "f", "name": "F", "nodes": { "a": { "type": "say", "config": {{config}} } } }""")
            .Where(p => p.Code is "secret.literal" or "secret.suspected");
}
