using System.Collections.Concurrent;
using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Conversations;
using FlowRuntime.Credentials;
using FlowRuntime.Dispatch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Tests.Dispatch;

public sealed class AuthorLogTests
{
    [Fact]
    public async Task Lines_of_authors_reach_the_log_on_one_line_and_without_secrets()
    {
        using var lines = new Lines();
        await using var runtime = await TestRuntime.CreateAsync(
            new ScriptedBots().Add("shop", Noting),
            more: services => services.AddLogging(log => log.AddProvider(lines))
        );
        ((SecretRedactor)runtime.Get<ISecretRedactor>()).Remember(["cs_verysecret"]);
        await runtime.OpenAsync("c", "shop");

        await runtime.NextAsync<ConversationEvent.Journaled>("c", () => runtime.PostAsync("c", "go"));

        Assert.Equal(["Warning: paid with [secret]  twice (bot shop, flow main, node note, run r1)"], lines.Of<AuthorLog>());
    }

    private static ValueTask<TurnOutcome> Noting(RunState? current, TurnInput input, TurnHost host, CancellationToken token)
    {
        if (input is TurnInput.Message)
        {
            var note = JsonSerializer.SerializeToElement(new { level = "Warning", message = "paid with cs_verysecret \ntwice" });
            host.Journal(new JournalEntry(JournalKind.RunStarted, "r1", "main", "", 0, host.Now));
            host.Journal(new JournalEntry(JournalKind.NodeNoted, "r1", "main", "note", 1, host.Now, Data: note));
        }

        return ValueTask.FromResult(new TurnOutcome(current));
    }

    private sealed class Lines : ILoggerProvider
    {
        private readonly ConcurrentQueue<(string Category, string Line)> _lines = new();

        public IEnumerable<string> Of<T>() => _lines.Where(l => l.Category == typeof(T).FullName).Select(l => l.Line);

        public ILogger CreateLogger(string categoryName) => new Writer(_lines, categoryName);

        public void Dispose() { }

        private sealed class Writer(ConcurrentQueue<(string Category, string Line)> lines, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel,
                EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter
            ) => lines.Enqueue((category, $"{logLevel}: {formatter(state, exception)}"));
        }
    }
}
