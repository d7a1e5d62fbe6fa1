using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Running;
using FlowRuntime.Conversations;
using FlowRuntime.Credentials;
using FlowRuntime.Dispatch;
using FlowRuntime.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TestKit;

namespace FlowRuntime.Tests.Dispatch;

/// <summary>The runtime on a real database file, with scripted bots and a clock that tests move.</summary>
internal sealed class TestRuntime : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestStorage _storage;
    private readonly List<IHostedService> _started = [];

    private TestRuntime(TestStorage storage) => _storage = storage;

    public IConversations Conversations => _storage.Services.GetRequiredService<IConversations>();

    public IConversationEvents Events => _storage.Services.GetRequiredService<IConversationEvents>();

    public ManualTimeProvider Time { get; private set; } = new();

    public string Folder => _storage.Folder;

    public static async Task<TestRuntime> CreateAsync(
        ScriptedBots bots,
        string? folder = null,
        bool start = true,
        ManualTimeProvider? time = null,
        Action<DispatchOptions>? options = null,
        Action<IServiceCollection>? more = null
    )
    {
        var clock = time ?? new ManualTimeProvider();
        var storage = await TestStorage.CreateAsync(
            services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.AddSingleton<IBotSource>(bots);
                services.AddSingleton<ISecretRedactor, SecretRedactor>();
                services.AddSingleton<IConnectionSource, NoConnections>();
                services.AddDispatch();
                services.Configure(options ?? (_ => { }));
                more?.Invoke(services);
            },
            folder
        );
        var runtime = new TestRuntime(storage) { Time = clock };
        if (start)
        {
            await runtime.StartAsync();
        }

        return runtime;
    }

    public T Get<T>()
        where T : notnull => _storage.Services.GetRequiredService<T>();

    public async Task StartAsync()
    {
        foreach (var service in _storage.Services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
            _started.Add(service);
        }
    }

    public Task OpenAsync(string conversationId, string botId) =>
        Conversations.OpenAsync(new ConversationOpening(conversationId, botId, "test", "dl_anna"), CancellationToken.None);

    public Task<PostResult> PostAsync(string conversationId, string text, string? clientActivityId = null) =>
        Conversations.PostAsync(
            conversationId,
            new PostedMessage(clientActivityId, new TurnInput.Message(text), JsonSerializer.SerializeToElement(new { text })),
            CancellationToken.None
        );

    public async Task<IReadOnlyList<TranscriptMessage>> ReadAsync(string conversationId) =>
        await Conversations.ReadAsync(conversationId, 0, 1_000, CancellationToken.None);

    /// <summary>Waits until the transcript fulfils a condition.</summary>
    public async Task<IReadOnlyList<TranscriptMessage>> WhenAsync(
        string conversationId,
        Func<IReadOnlyList<TranscriptMessage>, bool> condition
    )
    {
        var news = new SemaphoreSlim(0);
        using var listening = Events.Listen(conversationId, _ => news.Release());
        while (true)
        {
            var messages = await ReadAsync(conversationId);
            if (condition(messages))
            {
                return messages;
            }

            Assert.True(await news.WaitAsync(Patience), $"No news; transcript: {Show(messages)}");
        }
    }

    /// <summary>Waits until the transcript ends with a text.</summary>
    public Task<IReadOnlyList<TranscriptMessage>> WhenLastAsync(string conversationId, string text) =>
        WhenAsync(conversationId, m => m.Count > 0 && m[^1].Text == text);

    /// <summary>Waits for the next news of a kind.</summary>
    public async Task<T> NextAsync<T>(string conversationId, Func<Task> act)
        where T : ConversationEvent
    {
        var seen = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = Events.Listen(
            conversationId,
            news =>
            {
                if (news is T wanted)
                {
                    seen.TrySetResult(wanted);
                }
            }
        );
        await act();
        return await seen.Task.WaitAsync(Patience);
    }

    public static string Show(IEnumerable<TranscriptMessage> messages) =>
        string.Join(" | ", messages.Select(m => $"{m.Sequence} {m.From}: {m.Text}"));

    /// <summary>Stops without waiting for turns, as a process that is told to end at once.</summary>
    public async Task AbandonAsync()
    {
        foreach (var service in Enumerable.Reverse(_started))
        {
            await service.StopAsync(new CancellationToken(canceled: true));
        }

        _started.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Enumerable.Reverse(_started))
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _storage.DisposeAsync();
    }

    private sealed class NoConnections : IConnectionSource
    {
        public ValueTask<IConnection> OpenAsync(string name, string connector, CancellationToken cancellationToken) =>
            throw new ConnectionRefusedException("connection.missing", "There are none in this test.");
    }
}
