using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Connectors.OpenApi;
using FlowEngine;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Running;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Imported;
using FlowRuntime.Conversations;
using FlowRuntime.Dispatch;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Gateway.DirectLine;
using FlowRuntime.Gateway.Hooks;
using FlowRuntime.Gateway.Management;
using FlowRuntime.Hosting;
using FlowRuntime.Library;
using FlowRuntime.Plugins;
using FlowRuntime.Storage;
using FlowRuntime.Tests.Gateway.DirectLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TestKit;

namespace FlowRuntime.Tests.Running;

/// <summary>
/// Engine and runtime as the product puts them together, on a real, migrated database file, with webhooks over real HTTP
/// and a clock that tests move.
/// </summary>
internal sealed class RunningStudio : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly bool _ownsFolder;

    private RunningStudio(WebApplication app, string folder, bool ownsFolder, ManualTimeProvider time)
    {
        (_app, Folder, _ownsFolder, Time) = (app, folder, ownsFolder, time);
        Http = new HttpClient
        {
            BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        };
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Folder { get; }

    public ManualTimeProvider Time { get; }

    public HttpClient Http { get; }

    public IFlowLibrary Library => Get<IFlowLibrary>();

    public IConversations Conversations => Get<IConversations>();

    public static async Task<RunningStudio> StartAsync(
        string? folder = null,
        ManualTimeProvider? time = null,
        Action<DispatchOptions>? options = null,
        Action<HookOptions>? hooks = null,
        Action<IServiceCollection>? services = null
    )
    {
        var clock = time ?? new ManualTimeProvider();
        var path = folder ?? Directory.CreateTempSubdirectory("studio-test").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new($"{StudioOptions.SectionName}:DataDirectory", path)]);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddStudioStorage();
        builder.Services.AddFlowEngine().AddOpenApiImport();
        builder.Services.AddStudioConnections();
        builder.Services.AddImportedConnectors();
        builder.Services.AddSingleton<IConnectionSource, NoConnections>();
        builder.Services.AddSingleton<IChannelSecretStore>(new DirectLineHost.MemorySecretStore());
        builder.Services.AddStudioPlugins();
        builder.Services.AddFlowLibrary();
        builder.Services.AddDispatch();
        builder.Services.AddDirectLine().AddHooks().AddManagementApi();
        builder.Services.Configure(options ?? (_ => { }));
        builder.Services.Configure(hooks ?? (_ => { }));
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapHooks();
        app.MapManagementApi();
        await app.StartAsync(Token);
        return new RunningStudio(app, path, folder is null, clock);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>A client of the management API whose key has these scopes only.</summary>
    public async Task<HttpClient> ApiAsync(params string[] scopes)
    {
        var key = $"fsk_{Guid.NewGuid():N}";
        Assert.True(await Get<ApiKeyStore>().AddAsync("test", key, scopes, Token));
        var client = new HttpClient { BaseAddress = Http.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Publishes a bot of one flow <c>main</c>, given as the JSON of its nodes.</summary>
    public Task<int> PublishAsync(string botId, string nodes, string timeZone = "UTC", string variables = "{}") =>
        PublishFlowsAsync(botId, $$"""{ "main": { "id": "main", "name": "Main", "variables": {{variables}}, "nodes": {{nodes}} } }""", timeZone);

    public async Task<int> PublishFlowsAsync(string botId, string flows, string timeZone = "UTC")
    {
        var json = $$"""
            { "bot": { "id": "{{botId}}", "name": "Bot", "timeZone": "{{timeZone}}", "languages": ["en"] },
              "flows": {{flows}}, "tests": {} }
            """;
        var read = BundleDocument.Read(Encoding.UTF8.GetBytes(json));
        Assert.True(read.Ok, string.Join("; ", read.Problems.Select(p => $"{p.Pointer} {p.Message}")));
        Assert.True((await Library.SaveAsync(read.Value, "*", "test", Token)).Saved);
        var published = await Library.PublishAsync(botId, "test", Token);
        Assert.True(published!.Version is not null, string.Join("; ", published.Problems.Select(p => $"{p.Pointer} {p.Message}")));
        return published.Version.Value;
    }

    public Task OpenAsync(string conversationId, string botId) =>
        Conversations.OpenAsync(new ConversationOpening(conversationId, botId, "test", "dl_anna"), Token);

    public Task PostAsync(string conversationId, string text) =>
        Conversations.PostAsync(
            conversationId,
            new PostedMessage(null, new TurnInput.Message(text), JsonSerializer.SerializeToElement(new { text })),
            Token
        );

    /// <summary>What the bot said in a conversation.</summary>
    public async Task<IReadOnlyList<string>> SaidAsync(string conversationId) =>
        [
            .. (await Conversations.ReadAsync(conversationId, 0, 1_000, Token))
                .Where(m => m.From == MessageFrom.Bot)
                .Select(m => m.Text),
        ];

    /// <summary>Waits until the bot's latest words in a conversation are these.</summary>
    public Task WhenSaidAsync(string conversationId, string text) =>
        WhenAsync(async () => await SaidAsync(conversationId) is [.., var last] && last == text, $"\"{text}\" in {conversationId}");

    public Task<IReadOnlyList<RunSummary>> RunsAsync(string botId) => Conversations.ListRunsAsync(botId, null, 200, Token);

    /// <summary>Waits until so many runs of a bot have ended well; gives them in the order of their start.</summary>
    public async Task<IReadOnlyList<RunSummary>> WhenCompletedAsync(string botId, int count)
    {
        await WhenAsync(
            async () => (await RunsAsync(botId)).Count(r => r.Status == RunStatus.Completed) >= count,
            $"{count} completed runs of {botId}"
        );
        return [.. (await RunsAsync(botId)).Reverse()];
    }

    /// <summary>Everything the runs of a bot without a chat have said, in the order of their start.</summary>
    public async Task<IReadOnlyList<string>> HeadlessWordsAsync(string botId)
    {
        var words = new List<string>();
        foreach (var run in (await RunsAsync(botId)).Reverse())
        {
            words.AddRange(await SaidAsync(run.ConversationId));
        }

        return words;
    }

    /// <summary>Waits until something holds. It looks again after every commit that it makes itself, so it never sleeps.</summary>
    public async Task WhenAsync(Func<Task<bool>> condition, string what)
    {
        var writer = Get<StudioWriter>();
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"Waited too long for {what}.");
            await writer.CommitAsync(_ => true, Token);
        }
    }

    public object? Scalar(string sql)
    {
        using var session = Get<StudioDatabase>().Open();
        return session.Scalar(sql);
    }

    public Task WhenScalarAsync(string sql, long expected) =>
        WhenAsync(() => Task.FromResult(Scalar(sql) is long found && found == expected), $"{sql} = {expected}");

    /// <summary>Stops the process as a signal would; what it has stored stays.</summary>
    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private sealed class NoConnections : IConnectionSource
    {
        public ValueTask<IConnection> OpenAsync(string name, string connector, CancellationToken cancellationToken) =>
            throw new ConnectionRefusedException("connection.missing", "There are none in this test.");
    }
}
