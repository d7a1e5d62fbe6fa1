using TestKit.Contract;

namespace FlowRuntime.Tests.Plugins;

public sealed class SampleContractTests
{
    [Fact]
    public async Task The_sample_of_the_guide_keeps_the_contract()
    {
        using var folder = new PluginFolder().AddSample();
        await folder.Plugins.ScanAsync(TestContext.Current.CancellationToken);
        Assert.True(folder.Connectors.TryGet("acmeLoyalty", out var connector));

        Assert.Empty(await ContractKit.FindAsync(new ContractSubject(connector), TestContext.Current.CancellationToken));
    }
}
