using System.Text;
using System.Text.Json;
using FlowRuntime.Credentials;

namespace FlowRuntime.Tests.Credentials;

public sealed class SecretRedactorTests
{
    private const string Secret = "s3cr3t/with+signs";
    private readonly SecretRedactor _redactor = new();

    public SecretRedactorTests() => _redactor.Remember([Secret, "abc", "second-secret"]);

    public static TheoryData<string> Forms =>
        [
            $"token={Secret}!",
            $"https://x.test/?t={Uri.EscapeDataString(Secret)}",
            $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"ck:{Secret}"))}",
            $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"user:{Secret}"))}",
            $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"longer:{Secret}:more"))}",
        ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Takes_every_form_of_a_secret_out_of_text(string text)
    {
        var clean = _redactor.Redact(text);

        Assert.Contains(ISecretRedactor.Mask, clean, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", clean, StringComparison.Ordinal);
        Assert.False(DecodesToSecret(clean));
    }

    [Fact]
    public void Leaves_other_text_and_short_values_alone()
    {
        const string Text = "Order abc is processing.";

        Assert.Same(Text, _redactor.Redact(Text));
    }

    [Fact]
    public void Takes_several_secrets_out_of_one_text() =>
        Assert.Equal(
            $"a {ISecretRedactor.Mask} b {ISecretRedactor.Mask}{ISecretRedactor.Mask}",
            _redactor.Redact($"a {Secret} b second-secret{Secret}")
        );

    [Theory]
    [InlineData("""{ "a": [ { "b": "x second-secret y" } ] }""")]
    [InlineData("""{ "second-secret": 1 }""")]
    [InlineData("""{ "a": "\u0073econd-secret" }""")]
    [InlineData("""[ "s3cr3t\/with+signs" ]""")]
    public void Takes_secrets_out_of_json_even_where_they_are_escaped(string json)
    {
        var clean = _redactor.Redact(JsonElement.Parse(json)).GetRawText();

        Assert.Contains(ISecretRedactor.Mask, clean, StringComparison.Ordinal);
        Assert.DoesNotContain("second-secret", clean, StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_the_kinds_of_other_json_values() =>
        Assert.Equal(
            """{"a":1.50,"b":null,"c":true,"d":"[secret]"}""",
            _redactor.Redact(JsonElement.Parse("""{"a":1.50,"b":null,"c":true,"d":"second-secret"}""")).GetRawText()
        );

    private static bool DecodesToSecret(string text)
    {
        var last = text.Split(' ')[^1];
        var buffer = new byte[last.Length];
        return Convert.TryFromBase64String(last, buffer, out var length)
            && Encoding.UTF8.GetString(buffer, 0, length).Contains(Secret, StringComparison.Ordinal);
    }
}
