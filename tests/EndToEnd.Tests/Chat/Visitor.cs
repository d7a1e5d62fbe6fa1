using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Chat;

/// <summary>A visitor on Direct Line, listening on the WebSocket stream.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<JsonElement> _heard = Channel.CreateUnbounded<JsonElement>();
    private readonly CancellationTokenSource _leaving = new();
    private readonly ClientWebSocket _stream = new();
    private readonly HttpClient _client;
    private Task _listening = Task.CompletedTask;

    private Visitor(Studio studio, string token)
    {
        _client = studio.Anonymous();
        Token = token;
    }

    public string Token { get; }

    public string ConversationId { get; private set; } = "";

    public static async Task<Visitor> ArriveAsync(Studio studio, string bot = "order-support")
    {
        var visitor = new Visitor(studio, await studio.DirectLineTokenAsync(bot));
        using var answer = await visitor._client.SendAsync(HttpMethod.Post, "/v3/directline/conversations", bearer: visitor.Token);
        var conversation = await answer.JsonAsync();
        visitor.ConversationId = conversation.TextOf("conversationId");
        await visitor._stream.ConnectAsync(new Uri(conversation.TextOf("streamUrl")), TestContext.Current.CancellationToken);
        visitor._listening = visitor.ListenAsync();
        return visitor;
    }

    public async Task SayAsync(string text)
    {
        using var answer = await PostAsync(text);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} for a message");
    }

    public Task<HttpResponseMessage> PostAsync(string text) =>
        _client.SendAsync(
            HttpMethod.Post,
            $"/v3/directline/conversations/{ConversationId}/activities",
            new
            {
                type = "message",
                text,
                from = new { id = "visitor", role = "user" },
            },
            Token
        );

    /// <summary>The next activity that starts so; what comes before it is passed over.</summary>
    public Task<JsonElement> HearAsync(string beginning) =>
        HearAsync(a => a.TextOf("type") == "message" && a.TextOf("text").StartsWith(beginning, StringComparison.Ordinal), beginning);

    /// <summary>The next activity of a type.</summary>
    public Task<JsonElement> NoticeAsync(string type) => HearAsync(a => a.TextOf("type") == type, type);

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _stream.Abort();
        await _listening;
        _stream.Dispose();
        _leaving.Dispose();
        _client.Dispose();
    }

    private async Task<JsonElement> HearAsync(Func<JsonElement, bool> fits, string wanted)
    {
        var passed = new List<string>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            while (true)
            {
                var activity = await _heard.Reader.ReadAsync(patience.Token);
                if (fits(activity))
                {
                    return activity;
                }

                passed.Add(activity.GetRawText());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            throw new TimeoutException($"Did not hear “{wanted}”, only: {string.Join(Environment.NewLine, passed)}", e);
        }
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[64 * 1024];
        using var frame = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await _stream.ReceiveAsync(buffer, _leaving.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                await frame.WriteAsync(buffer.AsMemory(0, part.Count));
                if (part.EndOfMessage)
                {
                    Take(frame.ToArray());
                    frame.SetLength(0);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The visitor left, or the product did.
        }

        _heard.Writer.Complete();
    }

    private void Take(byte[] frame)
    {
        if (frame.Length == 0)
        {
            return; // a sign of life
        }

        foreach (var activity in JsonDocument.Parse(frame).RootElement.GetProperty("activities").EnumerateArray())
        {
            _heard.Writer.TryWrite(activity);
        }
    }
}
