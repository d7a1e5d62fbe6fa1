using FlowDesigner.Web.People;

namespace FlowDesigner.Web.Tests.People;

public sealed class SetupCodeTests
{
    [Fact]
    public void Takes_its_code_however_it_is_spaced()
    {
        var code = new SetupCode();

        Assert.True(code.Matches($" {code.Text.Replace("-", " ", StringComparison.Ordinal)} "));
        Assert.True(code.Matches(string.Concat(code.Text.Select(char.ToLowerInvariant))));
    }

    [Fact]
    public void Is_spent_after_twenty_wrong_tries()
    {
        var code = new SetupCode();

        for (var tries = 0; tries < 20; tries++)
        {
            Assert.False(code.Matches("wrong"));
        }

        Assert.True(code.IsSpent);
        Assert.False(code.Matches(code.Text));
    }
}
