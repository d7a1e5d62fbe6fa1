using Connectors.Http;
using Connectors.Woo;
using FlowDesigner.Web.Library;
using FlowEngine;
using FlowEngine.Definition;
using FlowEngine.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace FlowDesigner.Web.Tests.Library;

public sealed class BotStartTests
{
    public static TheoryData<string> Keys => [BotStart.Empty.Key, .. BotStart.Finished.Select(s => s.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_start_can_be_published_as_it_is(string key)
    {
        var start = BotStart.Finished.Append(BotStart.Empty).Single(s => s.Key == key);
        using var services = new ServiceCollection()
            .AddLogging()
            .AddFlowEngine()
            .AddHttpConnector()
            .AddWooCommerceConnector()
            .AddSingleton<FlowValidator>()
            .AddSingleton<BundleValidator>()
            .BuildServiceProvider();

        var bundle = start.Make("my-bot", "My bot");
        var problems = services.GetRequiredService<BundleValidator>().Validate(bundle);

        Assert.Equal(("my-bot", "My bot"), (bundle.Bot.Id, bundle.Bot.Name));
        Assert.DoesNotContain(problems, p => p.Severity == ProblemSeverity.Error);
    }
}
