using FlowRuntime.Library;

namespace FlowRuntime.Tests.Library;

public class BotAddressTests
{
    [Theory]
    [InlineData("shop", "shop", "live")]
    [InlineData("shop@test", "shop", "test")]
    [InlineData("shop@live", "shop@live", "live")]
    [InlineData("shop@", "shop@", "live")]
    public void Each_bot_has_one_address_an_environment(string text, string bot, string environment)
    {
        var address = BotAddress.Parse(text);

        Assert.Equal((bot, environment, text), (address.BotId, address.Environment, address.ToString()));
    }
}
