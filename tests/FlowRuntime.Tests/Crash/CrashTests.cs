using System.Globalization;
using FlowRuntime.Conversations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlowRuntime.Tests.Crash;

public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Rounds = 6;
    private const int Conversations = 20;
    private const int MessagesPerRound = 3;
    private const int Seed = 20260302;

    private readonly Random _random = new(Seed);

    /// <summary>Lines without an answer yet, by what the answer begins with.</summary>
    private readonly Dictionary<string, string> _open = new(StringComparer.Ordinal);

    /// <summary>Acknowledged messages: conversation and number, with the text.</summary>
    private readonly Dictionary<(string Conversation, long Sequence), string> _acknowledged = [];

    [Fact]
    public async Task Every_acknowledged_message_is_answered_exactly_once_whenever_the_process_is_killed()
    {
        var token = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("studio-crash").FullName;
        await using var server = await EffectServer.StartAsync();
        for (var c = 0; c < Conversations; c++)
        {
            _open[$"opened c{c}"] = $"open c{c} {(c % 2 == 0 ? "keyed" : "blind")}";
        }

        for (var round = 0; round < Rounds; round++)
        {
            await LiveAndDieAsync(folder, server, round, token);
        }

        using var bots = new CrashBots(server.Address);
        await using var storage = await CrashHost.CreateAsync(folder, bots);
        var conversations = storage.Services.GetRequiredService<IConversations>();
        var services = storage.Services.GetServices<IHostedService>().ToList();
        foreach (var service in services)
        {
            await service.StartAsync(token);
        }

        for (var c = 0; c < Conversations; c++)
        {
            await CheckAsync(conversations, storage.Services.GetRequiredService<IConversationEvents>(), $"c{c}", server, token);
        }

        Assert.All(server.Blind, e => Assert.True(e.Value == 1, $"{e.Key} was sent {e.Value} times to a server that ignores keys."));
        output.WriteLine($"{_acknowledged.Count} messages acknowledged, {server.Keyed.Values.Count(n => n > 1)} writes repeated under their key");
        services.Reverse();
        foreach (var service in services)
        {
            await service.StopAsync(token);
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Starts a process, gives it work, and kills it at a random moment: after an acknowledgement or amid a call.</summary>
    private async Task LiveAndDieAsync(string folder, EffectServer server, int round, CancellationToken token)
    {
        using var process = HostProcess.Start(folder, server.Address);
        Assert.Equal("ready", await process.ReadAsync(token));
        var openings = _open.Values.Where(l => l.StartsWith("open", StringComparison.Ordinal)).ToList();
        await process.WriteAsync(openings);
        for (var i = 0; i < openings.Count; i++)
        {
            Take(await process.ReadAsync(token));
        }

        foreach (var c in Enumerable.Range(0, Conversations))
        {
            foreach (var m in Enumerable.Range(0, MessagesPerRound))
            {
                var id = $"r{round}m{m}";
                _open[$"posted c{c} {id}"] = $"post c{c} {id} c{c}{id}";
            }
        }

        var killAtRequest = round % 2 == 0 ? _random.Next(1, Conversations) : int.MaxValue;
        var killAtAnswer = round % 2 == 0 ? int.MaxValue : _random.Next(1, _open.Count);
        var before = server.Keyed.Count + server.Blind.Count;
        server.OnRequest = _ =>
        {
            if (server.Keyed.Count + server.Blind.Count - before >= killAtRequest)
            {
                process.Kill();
            }
        };
        var writing = process.WriteAsync([.. _open.Values.OrderBy(_ => _random.Next())]);
        var answers = 0;
        while (await process.ReadAsync(token) is { } line)
        {
            Take(line);
            if (++answers == killAtAnswer)
            {
                process.Kill();
            }
        }

        await writing;
        await process.WaitForExitAsync(token);
        server.OnRequest = _ => { };
    }

    private void Take(string? line)
    {
        var words = line?.Split(' ') ?? [];
        if (words is ["opened", _])
        {
            _open.Remove(line!); // A pattern of words matched it.
        }
        else if (words is ["posted", var conversation, var id, var status, var sequence])
        {
            Assert.Contains(status, (string[])["Accepted", "Repeated"]);
            _open.Remove($"posted {conversation} {id}");
            _acknowledged[(conversation, long.Parse(sequence, CultureInfo.InvariantCulture))] = conversation + id;
        }
    }

    private async Task CheckAsync(
        IConversations conversations,
        IConversationEvents events,
        string conversation,
        EffectServer server,
        CancellationToken token
    )
    {
        var messages = await WhenAllAnsweredAsync(conversations, events, conversation, token);
        var asked = messages.Where(m => m.From == MessageFrom.Visitor).ToList();
        var answered = messages.Where(m => m.From == MessageFrom.Bot).ToList();

        foreach (var ((_, sequence), text) in _acknowledged.Where(a => a.Key.Conversation == conversation))
        {
            Assert.Equal(text, messages[(int)sequence - 1].Text);
        }

        Assert.Equal(asked.Select(m => m.Text), answered.Select(m => m.Text.Split(": ")[1]));
        Assert.Equal(asked.Count, asked.Select(m => m.Text).Distinct().Count());
        Assert.Equal(answered.Count, answered.Select(m => m.RunId).Distinct().Count());
        foreach (var answer in answered)
        {
            var key = $"{answer.RunId}/main/write/1";
            var isKeyed = server.Keyed.ContainsKey(key);
            Assert.True(
                isKeyed || server.Blind.ContainsKey(key) || answer.Text.StartsWith("unknown", StringComparison.Ordinal),
                $"{answer.Text} was said without its effect."
            );
            Assert.False(isKeyed && answer.Text.StartsWith("unknown", StringComparison.Ordinal), answer.Text);
        }
    }

    private static async Task<IReadOnlyList<TranscriptMessage>> WhenAllAnsweredAsync(
        IConversations conversations,
        IConversationEvents events,
        string conversation,
        CancellationToken token
    )
    {
        using var news = new SemaphoreSlim(0);
        using var listening = events.Listen(conversation, _ => news.Release());
        while (true)
        {
            var messages = await conversations.ReadAsync(conversation, 0, 1_000, token);
            if (messages.Count(m => m.From == MessageFrom.Bot) >= messages.Count(m => m.From == MessageFrom.Visitor))
            {
                return messages;
            }

            var inTime = await news.WaitAsync(TimeSpan.FromSeconds(60), token);
            Assert.True(inTime, $"{conversation} waits: {string.Join(" | ", messages.Select(m => m.Text))}");
        }
    }
}
