using FlowDesigner.Web.CommandLine;
using FlowDesigner.Web.Library;
using FlowEngine.Definition;
using FlowEngine.Testing;
using FlowEngine.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace FlowDesigner.Web.Tests.Library;

public sealed class BotStartTests
{
    public static TheoryData<string> Keys => [.. BotStart.All.Select(s => s.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Every_start_can_be_published_as_it_is(string key)
    {
        await using var studio = OfflineStudio.Build();

        var bundle = Make(key);
        var problems = studio.GetRequiredService<BundleValidator>().Validate(bundle);

        Assert.Equal(("my-bot", "My bot"), (bundle.Bot.Id, bundle.Bot.Name));
        Assert.Empty(problems);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Every_start_brings_tests_that_pass(string key)
    {
        await using var studio = OfflineStudio.Build();

        var report = await studio.GetRequiredService<FlowTestRunner>().RunAsync(Make(key), filter: null, TestContext.Current.CancellationToken);

        Assert.True(report.Results.Count >= 2);
        Assert.Empty(report.Results.Where(r => !r.Passed).Select(r => $"{r.Id}: {r.Failure?.Message}"));
    }

    private static BotBundle Make(string key) => BotStart.All.Single(s => s.Key == key).Make("my-bot", "My bot");
}
