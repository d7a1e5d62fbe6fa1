using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Conversations;

namespace FlowRuntime.Tests.Gateway.DirectLine;

public sealed class StreamTests : DirectLineTests
{
    [Fact]
    public async Task A_posted_message_is_echoed_before_its_answer_and_moves_the_watermark()
    {
        var started = await Host.StartConversationAsync();
        using var stream = await DirectLineHost.OpenStreamAsync(started.StreamUrl);

        using var posted = await Host.PostActivityAsync(started, new { type = "message", text = "hi" });
        Host.Conversations.Say(started.Id, "Hello");

        var echo = await stream.SetAsync();
        var answer = await stream.SetAsync();
        Assert.Equal(("hi", "1"), (TextOf(echo), echo.GetProperty("watermark").GetString()));
        Assert.Equal(("Hello", "2"), (TextOf(answer), answer.GetProperty("watermark").GetString()));
    }

    [Fact]
    public async Task The_stream_begins_with_the_first_message()
    {
        var started = await Host.StartConversationAsync();
        Host.Conversations.Say(started.Id, "greeting");

        using var stream = await DirectLineHost.OpenStreamAsync(started.StreamUrl);

        Assert.Equal(["greeting"], await stream.TextsAsync(1));
    }

    [Fact]
    public async Task What_is_said_while_the_past_is_replayed_comes_once_and_in_order()
    {
        var started = await Host.StartConversationAsync();
        Host.Conversations.Say(started.Id, "one");
        Host.Conversations.AfterRead = () =>
        {
            Host.Conversations.Say(started.Id, "two");
            Host.Conversations.Say(started.Id, "three");
        };

        using var stream = await DirectLineHost.OpenStreamAsync(started.StreamUrl);
        var texts = await stream.TextsAsync(3);
        Host.Conversations.Say(started.Id, "four");

        Assert.Equal(["one", "two", "three"], texts);
        Assert.Equal(["four"], await stream.TextsAsync(1));
    }

    [Fact]
    public async Task A_note_for_the_agents_is_neither_streamed_nor_replayed()
    {
        var note = new OutgoingMessage("Owes us 300", Audience: MessageAudience.Agents);
        var started = await Host.StartConversationAsync();
        Host.Conversations.Say(started.Id, note);
        Host.Conversations.Say(started.Id, "one");
        using var stream = await DirectLineHost.OpenStreamAsync(started.StreamUrl);

        var replayed = await stream.TextsAsync(1);
        Host.Conversations.Say(started.Id, note);
        Host.Conversations.Say(started.Id, "two");

        Assert.Equal(["one"], replayed);
        Assert.Equal(["two"], await stream.TextsAsync(1));
    }

    [Fact]
    public async Task A_message_whose_news_was_lost_comes_with_the_next_one()
    {
        var started = await Host.StartConversationAsync();
        using var stream = await DirectLineHost.OpenStreamAsync(started.StreamUrl);
        Host.Conversations.Say(started.Id, "one");
        await stream.TextsAsync(1);

        Host.Conversations.SaySilently(started.Id, "two");
        Host.Conversations.Say(started.Id, "three");

        Assert.Equal(["two", "three"], await stream.TextsAsync(2));
    }

    [Fact]
    public async Task A_long_past_is_replayed_whole()
    {
        var started = await Host.StartConversationAsync();
        var expected = Enumerable.Range(1, 250).Select(i => $"m{i}").ToList();
        expected.ForEach(text => Host.Conversations.Say(started.Id, text));

        using var stream = await DirectLineHost.OpenStreamAsync(started.StreamUrl);

        Assert.Equal(expected, await stream.TextsAsync(250));
    }

    [Fact]
    public async Task Typing_comes_over_the_stream_and_is_not_read_later()
    {
        var started = await Host.StartConversationAsync();
        using var stream = await DirectLineHost.OpenStreamAsync(started.StreamUrl);
        Host.Conversations.Say(started.Id, "one");
        await stream.TextsAsync(1);

        Host.Conversations.Type(started.Id);

        var set = await stream.SetAsync();
        var activity = set.GetProperty("activities").EnumerateArray().Single();
        var read = await Host.GetAsync($"conversations/{started.Id}/activities", started.Token);
        Assert.Equal(("typing", "bot"), (activity.GetProperty("type").GetString(), activity.GetProperty("from").GetProperty("role").GetString()));
        Assert.Equal("1", set.GetProperty("watermark").GetString());
        Assert.Equal(1, read.GetProperty("activities").GetArrayLength());
    }

    [Fact]
    public async Task An_event_of_the_client_is_echoed_to_open_streams_only()
    {
        var started = await Host.StartConversationAsync();
        using var stream = await DirectLineHost.OpenStreamAsync(started.StreamUrl);
        Host.Conversations.Say(started.Id, "one");
        await stream.TextsAsync(1);

        using var posted = await Host.PostActivityAsync(
            started,
            new { type = "event", name = "webchat/join", channelData = new { clientActivityID = "e1" } }
        );

        var echo = (await stream.SetAsync()).GetProperty("activities").EnumerateArray().Single();
        Assert.Equal((await DirectLineHost.JsonOf(posted)).GetProperty("id").GetString(), echo.GetProperty("id").GetString());
        Assert.Equal("e1", echo.GetProperty("channelData").GetProperty("clientActivityID").GetString());
    }

    [Fact]
    public async Task The_end_of_a_conversation_is_told_once_and_again_to_who_comes_back()
    {
        var started = await Host.StartConversationAsync();
        using var stream = await DirectLineHost.OpenStreamAsync(started.StreamUrl);
        Host.Conversations.Say(started.Id, "Bye");
        await stream.TextsAsync(1);

        using var end = await Host.PostActivityAsync(started, new { type = "endOfConversation" });

        var told = await stream.SetAsync();
        var back = await Host.GetAsync($"conversations/{started.Id}?watermark=0", started.Token);
        using var again = await DirectLineHost.OpenStreamAsync(new Uri(back.GetProperty("streamUrl").GetString()!));
        Assert.Equal("endOfConversation", TypeOf(told));
        Assert.Equal("message", TypeOf(await again.SetAsync()));
        Assert.Equal("endOfConversation", TypeOf(await again.SetAsync()));
    }

    [Fact]
    public async Task An_idle_line_is_kept_alive_by_empty_frames_both_ways()
    {
        var started = await Host.StartConversationAsync();
        using var stream = await DirectLineHost.OpenStreamAsync(started.StreamUrl);
        Host.Conversations.Say(started.Id, "one");
        await stream.TextsAsync(1);

        await stream.Socket.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        Host.Time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal("", await stream.FrameAsync());
        Host.Conversations.Say(started.Id, "two");
        Assert.Equal(["two"], await stream.TextsAsync(1));
    }

    [Fact]
    public async Task A_stream_must_be_opened_within_a_minute()
    {
        var started = await Host.StartConversationAsync();
        Host.Time.Advance(TimeSpan.FromSeconds(60));

        using var response = await Host.SendAsync(HttpMethod.Get, HttpOf(started.StreamUrl), null);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("TokenExpired", await DirectLineHost.ErrorCodeOf(response));
    }

    [Fact]
    public async Task An_open_stream_outlives_the_token_that_opened_it()
    {
        var started = await Host.StartConversationAsync();
        using var stream = await DirectLineHost.OpenStreamAsync(started.StreamUrl);
        Host.Conversations.Say(started.Id, "one");
        await stream.TextsAsync(1);

        // A sign of life comes every 15 seconds. All of them in one leap of the clock would look like a client that takes nothing.
        for (var gone = TimeSpan.Zero; gone < TimeSpan.FromMinutes(31); gone += TimeSpan.FromSeconds(15))
        {
            Host.Time.Advance(TimeSpan.FromSeconds(15));
            Assert.Equal("", await stream.FrameAsync());
        }

        Host.Conversations.Say(started.Id, "two");

        Assert.Equal(["two"], await stream.TextsAsync(1));
    }

    [Fact]
    public async Task A_stream_needs_a_stream_token_of_its_own_conversation()
    {
        var mine = await Host.StartConversationAsync();
        var other = await Host.StartConversationAsync();
        var path = $"conversations/{mine.Id}/stream";
        var foreign = HttpOf(other.StreamUrl).Replace(other.Id, mine.Id, StringComparison.Ordinal);

        using var without = await Host.SendAsync(HttpMethod.Get, path, null);
        using var bearer = await Host.SendAsync(HttpMethod.Get, $"{path}?t={mine.Token}", null);
        using var swapped = await Host.SendAsync(HttpMethod.Get, foreign, null);

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, bearer.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, swapped.StatusCode);
    }

    [Fact]
    public async Task A_stream_token_is_no_bearer_token()
    {
        var started = await Host.StartConversationAsync();
        var token = System.Web.HttpUtility.ParseQueryString(started.StreamUrl.Query)["t"];

        using var response = await Host.SendAsync(HttpMethod.Get, $"conversations/{started.Id}/activities", token);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_stream_is_refused_to_pages_that_the_token_does_not_trust()
    {
        var started = await Host.StartConversationAsync(new { trustedOrigins = new[] { "https://shop.example" } });

        await Assert.ThrowsAsync<WebSocketException>(() =>
            DirectLineHost.OpenStreamAsync(started.StreamUrl, "https://evil.example")
        );
        using var trusted = await DirectLineHost.OpenStreamAsync(started.StreamUrl, "https://shop.example");

        Assert.Equal(WebSocketState.Open, trusted.Socket.State);
    }

    [Fact]
    public async Task A_client_that_closes_is_answered_and_forgotten()
    {
        var started = await Host.StartConversationAsync();
        using var stream = await DirectLineHost.OpenStreamAsync(started.StreamUrl);
        Host.Conversations.Say(started.Id, "one");
        await stream.TextsAsync(1);

        await stream.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);

        Assert.Equal(WebSocketState.Closed, stream.Socket.State);
        Assert.True(SpinWait.SpinUntil(() => Host.Conversations.ListenerCount(started.Id) == 0, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_server_that_stops_says_goodbye()
    {
        var host = await DirectLineHost.StartAsync();
        var started = await host.StartConversationAsync();
        using var stream = await DirectLineHost.OpenStreamAsync(started.StreamUrl);
        host.Conversations.Say(started.Id, "one");
        await stream.TextsAsync(1);

        var stopping = host.DisposeAsync();

        Assert.Null(await stream.FrameAsync());
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, stream.Socket.CloseStatus);
        await stream.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        await stopping;
    }

    private static string HttpOf(Uri stream) => new UriBuilder(stream) { Scheme = "http" }.Uri.ToString();

    private static string? TextOf(JsonElement set) =>
        set.GetProperty("activities").EnumerateArray().Single().GetProperty("text").GetString();

    private static string? TypeOf(JsonElement set) =>
        set.GetProperty("activities").EnumerateArray().Single().GetProperty("type").GetString();
}
