namespace EndToEnd.Tests.Running;

/// <summary>A test in the shared browser. What a failed one saw is kept: the pages as pictures, and the product's log.</summary>
[Collection(nameof(InBrowser))]
public abstract class BrowserTest(StudioFixture fixture) : IAsyncLifetime
{
    private readonly List<IBrowserContext> _contexts = [];

    protected StudioFixture Fixture { get; } = fixture;

    protected Studio Studio => Fixture.Studio;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            await KeepWhatWasSeenAsync();
        }

        foreach (var context in _contexts)
        {
            await context.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected async Task<IPage> AdminPageAsync(ColorScheme colours = ColorScheme.Light) =>
        await NewPageAsync(await Fixture.NewAdminContextAsync(colours));

    protected async Task<IPage> VisitorPageAsync(ColorScheme colours = ColorScheme.Light) =>
        await NewPageAsync(await Fixture.NewContextAsync(colours));

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    protected static IPageAssertions Expect(IPage page) => Assertions.Expect(page);

    private async Task<IPage> NewPageAsync(IBrowserContext context)
    {
        _contexts.Add(context);
        return await context.NewPageAsync();
    }

    private async Task KeepWhatWasSeenAsync()
    {
        foreach (var (page, index) in _contexts.SelectMany(c => c.Pages).Select((p, i) => (p, i)))
        {
            await page.ScreenshotAsync(new() { Path = Evidence.PathFor($".{index}.png") });
        }

        await File.WriteAllTextAsync(Evidence.PathFor(".log"), Studio.Log, CancellationToken.None);
    }
}
