namespace EndToEnd.Tests.Running;

/// <summary>A product whose calls soon become jobs, for tests without a browser.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    /// <summary>The product.</summary>
    public Studio Studio { get; private set; } = null!; // set before the first test

    public async ValueTask InitializeAsync() =>
        Studio = await Studio.StartAsync(
            new Dictionary<string, string>
            {
                ["FlowStudio__Dispatch__CallBudget"] = "00:00:00.3",
                ["FlowStudio__Dispatch__InterimDelay"] = "00:00:00.6",
            }
        );

    public ValueTask DisposeAsync() => Studio?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>Tests that share one product, one after another, beside those in the browser.</summary>
[CollectionDefinition(nameof(OverHttp))]
public sealed class OverHttp : ICollectionFixture<GatewayFixture>;

/// <summary>A test over HTTP. What the product wrote during a failed one is kept.</summary>
[Collection(nameof(OverHttp))]
public abstract class GatewayTest(GatewayFixture fixture) : IAsyncLifetime
{
    protected Studio Studio => fixture.Studio;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            await File.WriteAllTextAsync(Evidence.PathFor(".log"), Studio.Log, CancellationToken.None);
        }

        GC.SuppressFinalize(this);
    }
}
