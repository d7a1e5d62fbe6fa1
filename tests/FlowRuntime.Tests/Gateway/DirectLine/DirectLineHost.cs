using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using FlowRuntime.Conversations;
using FlowRuntime.Gateway.DirectLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TestKit;

namespace FlowRuntime.Tests.Gateway.DirectLine;

/// <summary>The channel on a real port, over conversations in memory and a clock by hand.</summary>
internal sealed class DirectLineHost : IAsyncDisposable
{
    public const string Bot = "shop";

    private readonly WebApplication _app;

    private DirectLineHost(WebApplication app, ManualTimeProvider time, FakeConversations conversations)
    {
        (_app, Time, Conversations) = (app, time, conversations);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single() + "/v3/directline/") };
    }

    public ManualTimeProvider Time { get; }

    public FakeConversations Conversations { get; }

    public HttpClient Client { get; }

    public Task<string> SecretAsync(string bot = Bot) =>
        _app.Services.GetRequiredService<IDirectLineSecrets>().GetOrCreateAsync(bot, CancellationToken.None);

    public static async Task<DirectLineHost> StartAsync(MemorySecretStore? secrets = null)
    {
        var time = new ManualTimeProvider();
        var conversations = new FakeConversations(time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IConversations>(conversations);
        builder.Services.AddSingleton<IConversationEvents>(conversations);
        builder.Services.AddDirectLine();
        builder.Services.AddSingleton<IChannelSecretStore>(secrets ?? new MemorySecretStore());
        var app = builder.Build();
        app.UseWebSockets();
        app.MapDirectLine();
        await app.StartAsync();
        return new DirectLineHost(app, time, conversations);
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? credential,
        object? body = null,
        Action<HttpRequestMessage>? change = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = credential is null ? null : new AuthenticationHeaderValue("Bearer", credential);
        request.Content = body switch
        {
            null => null,
            string text => new StringContent(text, null, "application/json"),
            _ => JsonContent.Create(body),
        };
        change?.Invoke(request);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> GetAsync(string path, string credential)
    {
        using var response = await SendAsync(HttpMethod.Get, path, credential);
        response.EnsureSuccessStatusCode();
        return await JsonOf(response);
    }

    public async Task<JsonElement> PostAsync(string path, string credential, object? body = null)
    {
        using var response = await SendAsync(HttpMethod.Post, path, credential, body);
        response.EnsureSuccessStatusCode();
        return await JsonOf(response);
    }

    public async Task<string> TokenAsync(object? body = null) =>
        (await PostAsync("tokens/generate", await SecretAsync(), body)).GetProperty("token").GetString()!;

    /// <summary>A started conversation with its token and stream.</summary>
    public async Task<Started> StartConversationAsync(object? tokenBody = null)
    {
        var answer = await PostAsync("conversations", await TokenAsync(tokenBody), new { user = new { } });
        return new Started(
            answer.GetProperty("conversationId").GetString()!,
            answer.GetProperty("token").GetString()!,
            new Uri(answer.GetProperty("streamUrl").GetString()!)
        );
    }

    public Task<HttpResponseMessage> PostActivityAsync(Started conversation, object activity) =>
        SendAsync(HttpMethod.Post, $"conversations/{conversation.Id}/activities", conversation.Token, activity);

    public static async Task<JsonElement> JsonOf(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

    public static async Task<string> ErrorCodeOf(HttpResponseMessage response)
    {
        var error = (await JsonOf(response)).GetProperty("error");
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        return error.GetProperty("code").GetString()!;
    }

    public static async Task<StreamReader> OpenStreamAsync(Uri address, string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        await socket.ConnectAsync(address, TestContext.Current.CancellationToken);
        return new StreamReader(socket);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    internal sealed record Started(string Id, string Token, Uri StreamUrl);

    internal sealed class MemorySecretStore : IChannelSecretStore
    {
        private readonly ConcurrentDictionary<string, string> _secrets = new();

        public Task<string?> FindAsync(string name, CancellationToken cancellationToken) =>
            Task.FromResult(_secrets.GetValueOrDefault(name));

        public Task<string> GetOrAddAsync(string name, string candidate, CancellationToken cancellationToken) =>
            Task.FromResult(_secrets.GetOrAdd(name, candidate));

        public Task ReplaceAsync(string name, string? value, CancellationToken cancellationToken)
        {
            _secrets.TryRemove(name, out _);
            return value is null ? Task.CompletedTask : GetOrAddAsync(name, value, cancellationToken);
        }
    }

    /// <summary>Reads the frames of a stream.</summary>
    internal sealed class StreamReader(ClientWebSocket socket) : IDisposable
    {
        public ClientWebSocket Socket => socket;

        /// <summary>The next frame as text; null when the server closed.</summary>
        public async Task<string?> FrameAsync()
        {
            var buffer = new byte[1 << 20];
            var length = 0;
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(length), TestContext.Current.CancellationToken);
                length += received.Count;
            } while (!received.EndOfMessage);

            return received.MessageType == WebSocketMessageType.Close
                ? null
                : System.Text.Encoding.UTF8.GetString(buffer, 0, length);
        }

        /// <summary>The next frame that is not a mere sign of life.</summary>
        public async Task<JsonElement> SetAsync()
        {
            string? frame;
            do
            {
                frame = await FrameAsync();
            } while (frame?.Length == 0);

            return JsonDocument.Parse(frame ?? throw new InvalidOperationException("The stream was closed.")).RootElement;
        }

        /// <summary>The texts of the next messages, whatever frames they come in.</summary>
        public async Task<List<string>> TextsAsync(int count)
        {
            var texts = new List<string>();
            while (texts.Count < count)
            {
                var set = await SetAsync();
                texts.AddRange(set.GetProperty("activities").EnumerateArray().Select(a => a.GetProperty("text").GetString()!));
            }

            return texts;
        }

        public void Dispose() => socket.Dispose();
    }
}
