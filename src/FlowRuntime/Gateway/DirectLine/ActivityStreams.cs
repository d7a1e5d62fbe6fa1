using System.Net.WebSockets;
using FlowRuntime.Conversations;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>Serves one socket each call: what the client missed, then what happens, until either side ends it.</summary>
internal sealed partial class ActivityStreams(
    IConversations conversations,
    IConversationEvents events,
    StreamEchoes echoes,
    TimeProvider time,
    ILogger<ActivityStreams> logger
)
{
    private static readonly TimeSpan FarewellWithin = TimeSpan.FromSeconds(2);

    /// <summary>Runs until the client closes or the token fires; then says goodbye where the line still stands.</summary>
    public async Task RunAsync(
        WebSocket socket,
        string conversationId,
        string botId,
        long afterSequence,
        CancellationToken cancellationToken
    )
    {
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var stream = new ActivityStream(socket, conversationId, botId, afterSequence, conversations, events, echoes, time);
        // Either side's end ends the other: a closed socket stops the pump, the pump's farewell closes the socket.
        await Task.WhenAll(SendAsync(socket, stream, closing.Token, cancellationToken), ReceiveAsync(socket, closing))
            .ConfigureAwait(false);
    }

    private async Task SendAsync(
        WebSocket socket,
        ActivityStream stream,
        CancellationToken closing,
        CancellationToken stopping
    )
    {
        try
        {
            await stream.PumpAsync(closing).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            await SayGoodbyeAsync(socket, stopping.IsCancellationRequested).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or TimeoutException || !closing.IsCancellationRequested)
        {
            // Also what nobody foresaw must end the receiving side; the client comes back with its watermark.
            LogBroken(e, stream.ConversationId);
            socket.Abort();
        }
    }

    /// <summary>Clients send empty frames to keep the line alive, and nothing else; all of it is dropped.</summary>
    private static async Task ReceiveAsync(WebSocket socket, CancellationTokenSource closing)
    {
        var dropped = new byte[1024];
        try
        {
            // Cancelling a receive would abort the socket before the farewell: it ends with the socket itself.
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(dropped.AsMemory(), CancellationToken.None).ConfigureAwait(false);
            } while (received.MessageType != WebSocketMessageType.Close);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The line broke; the client comes back with its watermark.
        }
        finally
        {
            await closing.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task SayGoodbyeAsync(WebSocket socket, bool stopping)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        using var patience = new CancellationTokenSource(FarewellWithin, time);
        var status = stopping ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure;
        try
        {
            await socket.CloseAsync(status, null, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            socket.Abort();
        }
    }

    [LoggerMessage(4102, LogLevel.Warning, "The stream of conversation {ConversationId} broke off.")]
    private partial void LogBroken(Exception exception, string conversationId);
}
