using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using FlowEngine.Connecting;
using FlowEngine.Running;
using FlowRuntime.Conversations;
using FlowRuntime.Credentials;
using FlowRuntime.Dispatch;
using FlowRuntime.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlowRuntime.Tests.Crash;

/// <summary>
/// The runtime as a process of its own, to be killed: reads <c>open conversation bot</c> and
/// <c>post conversation id text</c> from standard input and acknowledges on standard output.
/// </summary>
internal static class CrashHost
{
    public const string Argument = "crash-host";

    public static async Task<int> RunAsync(string folder, Uri server)
    {
        using var bots = new CrashBots(server);
        await using var storage = await CreateAsync(folder, bots);
        foreach (var service in storage.Services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        var conversations = storage.Services.GetRequiredService<IConversations>();
        var answers = Channel.CreateUnbounded<string>();
        answers.Writer.TryWrite("ready");
        var writing = WriteAsync(answers.Reader);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            _ = HandleAsync(conversations, line.Split(' '), answers.Writer);
        }

        answers.Writer.Complete();
        await writing;
        return 0;
    }

    /// <summary>The runtime on a database that a killed process may have left behind.</summary>
    public static Task<TestStorage> CreateAsync(string folder, CrashBots bots) =>
        TestStorage.CreateAsync(
            services =>
            {
                services.AddSingleton<IBotSource>(bots);
                services.AddSingleton<ISecretRedactor, SecretRedactor>();
                services.AddSingleton<IConnectionSource, NoConnections>();
                services.AddDispatch();
                services.Configure<DispatchOptions>(o =>
                {
                    // Short, so that many calls outlive their turns and are killed as jobs.
                    o.CallBudget = TimeSpan.FromMilliseconds(5);
                    o.InterimText = "";
                });
            },
            folder
        );

    private static async Task WriteAsync(ChannelReader<string> answers)
    {
        await foreach (var line in answers.ReadAllAsync())
        {
            await Console.Out.WriteLineAsync(line);
            await Console.Out.FlushAsync();
        }
    }

    private static async Task HandleAsync(
        IConversations conversations,
        string[] words,
        ChannelWriter<string> answers
    )
    {
        if (words[0] == "open")
        {
            await conversations.OpenAsync(
                new ConversationOpening(words[1], words[2], "test", "dl_anna"),
                CancellationToken.None
            );
            answers.TryWrite($"opened {words[1]}");
            return;
        }

        var posted = new PostedMessage(words[2], new TurnInput.Message(words[3]), JsonElement.Parse("{}"));
        var result = await conversations.PostAsync(words[1], posted, CancellationToken.None);
        answers.TryWrite(
            string.Create(
                CultureInfo.InvariantCulture,
                $"posted {words[1]} {words[2]} {result.Status} {result.Sequence}"
            )
        );
    }

    private sealed class NoConnections : IConnectionSource
    {
        public ValueTask<IConnection> OpenAsync(string name, string connector, CancellationToken cancellationToken) =>
            throw new ConnectionRefusedException("connection.missing", "There are none in this test.");
    }
}
