namespace EndToEnd.Tests.Running;

/// <summary>One running product and one browser for most of the tests.</summary>
public sealed class StudioFixture : IAsyncLifetime
{
    /// <summary>How long a page may take to show what is expected. Unit: milliseconds.</summary>
    public const float Patience = 15_000;

    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private string? _admin;

    /// <summary>The product.</summary>
    public Studio Studio { get; private set; } = null!; // set before the first test

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!; // set before the first test

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        Studio = await Studio.StartAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = FindChromium(), Args = Flags }
        );
        await using var context = await NewContextAsync();
        var page = await context.NewPageAsync();
        await page.SignInAsync(Studio.AdminEmail, Studio.AdminPassword);
        _admin = await context.StorageStateAsync();
    }

    /// <summary>A visitor's browser, with nothing in it.</summary>
    public Task<IBrowserContext> NewContextAsync(ColorScheme colours = ColorScheme.Light) => OpenAsync(null, colours);

    /// <summary>The browser of the administrator, who has signed in.</summary>
    public Task<IBrowserContext> NewAdminContextAsync(ColorScheme colours = ColorScheme.Light) => OpenAsync(_admin, colours);

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (Studio is not null)
        {
            await Studio.DisposeAsync();
        }
    }

    private async Task<IBrowserContext> OpenAsync(string? state, ColorScheme colours)
    {
        var context = await Browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = Studio.Address.ToString(),
                StorageState = state,
                ColorScheme = colours,
                ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
                ReducedMotion = ReducedMotion.Reduce,
                TimezoneId = "Europe/Berlin",
                Locale = "en-GB",
            }
        );
        context.SetDefaultTimeout(Patience);
        return context;
    }

    private static string FindChromium() =>
        Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named
            ? named
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator)
                .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
                .FirstOrDefault(File.Exists)
                ?? throw new InvalidOperationException("Install Chromium, or name it in the environment variable CHROMIUM.");
}

/// <summary>Tests that share one product and one browser, one after another.</summary>
[CollectionDefinition(nameof(InBrowser))]
public sealed class InBrowser : ICollectionFixture<StudioFixture>;
