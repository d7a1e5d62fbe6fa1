using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;
using FlowRuntime.Connections;
using FlowRuntime.Credentials;
using FlowRuntime.Credentials.OAuth;
using FlowRuntime.Storage;
using FlowRuntime.Tests.Connections;
using FlowRuntime.Tests.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using TestKit;

namespace FlowRuntime.Tests.Credentials.OAuth;

/// <summary>A connection by OAuth: the provider, the other system, and FlowStudio's own half over a real database.</summary>
internal sealed class OAuthHarness : IAsyncDisposable
{
    public static readonly Uri Callback = new("https://studio.test/connections/oauth/callback");

    private OAuthHarness(MockProvider provider, Echo api, ManualTimeProvider time) => (Provider, Api, Time) = (provider, api, time);

    public MockProvider Provider { get; }

    public Echo Api { get; }

    public ManualTimeProvider Time { get; }

    public CollectedLogs Logs { get; } = new();

    public TestStorage Storage { get; private set; } = null!; // set by StartAsync

    public IConnectionAdmin Admin => Storage.Services.GetRequiredService<IConnectionAdmin>();

    public IOAuthConsent Consent => Storage.Services.GetRequiredService<IOAuthConsent>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<OAuthHarness> StartAsync(MockProvider provider, RequestDelegate? api = null)
    {
        await provider.ResetAsync();
        var harness = new OAuthHarness(provider, await Echo.StartAsync(api), new ManualTimeProvider());
        harness.Storage = await harness.OpenAsync(null);
        return harness;
    }

    /// <summary>Ends the process and starts another one on the same data.</summary>
    public async Task RestartAsync()
    {
        var folder = Storage.Folder;
        var old = Storage;
        await old.Services.DisposeAsync();
        Storage = await OpenAsync(folder);
        Old.Add(old);
    }

    public async Task<IReadOnlyList<FlowEngine.Definition.Problem>> SaveAsync(string kind, object? more = null, bool allowLoopback = true)
    {
        var credential = JsonSerializer.SerializeToNode(new { kind, issuer = Provider.Issuer, clientId = "studio", clientSecret = "client-secret-1" })!.AsObject(); // an object
        foreach (var (name, value) in JsonSerializer.SerializeToNode(more ?? new { })!.AsObject())
        {
            credential[name] = value?.DeepClone();
        }

        return await Admin.SaveAsync(
            "crm",
            new ConnectionChange(
                "oauth",
                JsonSerializer.SerializeToElement(new { url = Api.Address }),
                JsonSerializer.SerializeToElement(credential),
                allowLoopback,
                AllowHttp: true
            ),
            "anna@example.com",
            Token
        );
    }

    /// <summary>Signs in as the browser does: to the provider and back.</summary>
    public async Task<ConsentResult> SignInAsync(string session = "browser", Func<ConsentAnswer, ConsentAnswer>? change = null)
    {
        var start = await Consent.BeginAsync("crm", "live", "browser", Callback, "anna@example.com", Token);
        var answer = await VisitAsync(start.Address!); // the credential is complete
        return await Consent.CompleteAsync(change?.Invoke(answer) ?? answer, session, Token);
    }

    public static async Task<ConsentAnswer> VisitAsync(Uri address)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);
        using var response = await browser.GetAsync(address, Token);
        var back = response.Headers.Location!; // the provider redirects
        Assert.Equal(Callback.GetLeftPart(UriPartial.Path), back.GetLeftPart(UriPartial.Path));
        var query = System.Web.HttpUtility.ParseQueryString(back.Query);
        return new ConsentAnswer(query["state"], query["code"], query["error"], query["iss"]);
    }

    public async Task<string> CallAsync(string path = "x")
    {
        var connection = await Admin.Source.OpenAsync("crm", "oauth", Token);
        return await connection.Http.GetStringAsync(new Uri(path, UriKind.Relative), Token);
    }

    public async Task<ConnectionSummary> SummaryAsync() => Assert.Single(await Admin.ListAsync(Token));

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        foreach (var old in Old)
        {
            await old.DisposeAsync();
        }

        await Api.DisposeAsync();
        Logs.Dispose();
    }

    private List<TestStorage> Old { get; } = [];

    private async Task<TestStorage> OpenAsync(string? folder)
    {
        var storage = await TestStorage.CreateAsync(
            services =>
            {
                services.AddConnector(Connector);
                services.AddTestConnections(Logs);
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
                services.AddSingleton<FailingGate>();
                services.Replace(ServiceDescriptor.Singleton<IWriteGate>(p => p.GetRequiredService<FailingGate>()));
            },
            folder
        );
        await storage.Services.GetServices<IHostedService>().OfType<VaultStart>().Single().StartingAsync(Token);
        return storage;
    }

    private static ConnectorDefinition Connector { get; } =
        new(
            "oauth",
            "OAuth",
            "A system behind OAuth.",
            "globe",
            [new FieldDefinition("url", "Address", "Where it is.", FieldKind.Text, Required: true)],
            [OAuthCredential.ClientCredentials, OAuthCredential.AuthorizationCode],
            settings => new Uri(settings.GetProperty("url").GetString()!) // the tests give one
        );
}

/// <summary>The real gate, until a test lets the disk fail.</summary>
internal sealed class FailingGate(StudioWriter writer) : IWriteGate
{
    /// <summary>How many of the next writes fail.</summary>
    public int Failures { get; set; }

    public Task<T> WriteAsync<T>(Func<StudioDbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        Failures-- > 0 ? throw new IOException("The disk is full.") : writer.WriteAsync(work, cancellationToken);
}
