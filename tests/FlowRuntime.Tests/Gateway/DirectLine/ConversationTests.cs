using System.Net;
using FlowRuntime.Conversations;

namespace FlowRuntime.Tests.Gateway.DirectLine;

public sealed class ConversationTests : DirectLineTests
{
    [Fact]
    public async Task Starting_with_a_token_opens_its_conversation_and_answers_201_with_a_stream()
    {
        var grant = await Host.PostAsync("tokens/generate", await Host.SecretAsync());

        using var response = await Host.SendAsync(
            HttpMethod.Post,
            "conversations",
            grant.GetProperty("token").GetString(),
            """{"user":{}}"""
        );

        var answer = await DirectLineHost.JsonOf(response);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(grant.GetProperty("conversationId").GetString(), answer.GetProperty("conversationId").GetString());
        Assert.Equal(1800, answer.GetProperty("expires_in").GetInt32());
        Assert.StartsWith("ws://127.0.0.1:", answer.GetProperty("streamUrl").GetString(), StringComparison.Ordinal);
        var opened = Assert.Single(Host.Conversations.Opened);
        Assert.Equal((answer.GetProperty("conversationId").GetString(), "shop", "directline"), (opened.ConversationId, opened.BotId, opened.Channel));
    }

    [Fact]
    public async Task Starting_again_answers_200_and_opens_nothing()
    {
        var started = await Host.StartConversationAsync();

        using var response = await Host.SendAsync(HttpMethod.Post, "conversations", started.Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(Host.Conversations.Opened);
    }

    [Fact]
    public async Task Starting_with_the_secret_makes_a_new_conversation_each_time()
    {
        var secret = await Host.SecretAsync();

        var first = await Host.PostAsync("conversations", secret);
        var second = await Host.PostAsync("conversations", secret);

        Assert.NotEqual(first.GetProperty("conversationId").GetString(), second.GetProperty("conversationId").GetString());
    }

    [Fact]
    public async Task The_contact_is_the_user_of_the_token()
    {
        await Host.StartConversationAsync(new { user = new { id = "dl_7", name = "Ines" } });

        var opened = Assert.Single(Host.Conversations.Opened);
        Assert.Equal(("dl_7", "Ines"), (opened.ContactId, opened.ContactName));
    }

    [Fact]
    public async Task A_user_in_the_body_beside_a_token_proves_nothing()
    {
        var token = await Host.TokenAsync();

        await Host.PostAsync("conversations", token, new { user = new { id = "dl_boss" }, locale = "de-DE" });

        var opened = Assert.Single(Host.Conversations.Opened);
        Assert.Equal(($"visitor-{opened.ConversationId}", "de-DE"), (opened.ContactId, opened.Language));
    }

    [Fact]
    public async Task The_stream_has_the_host_that_the_client_asked_a_proxy_for()
    {
        using var response = await Host.SendAsync(
            HttpMethod.Post,
            "conversations",
            await Host.TokenAsync(),
            null,
            request =>
            {
                request.Headers.Add("X-Forwarded-Host", "chat.example");
                request.Headers.Add("X-Forwarded-Proto", "https");
            }
        );

        var stream = (await DirectLineHost.JsonOf(response)).GetProperty("streamUrl").GetString();
        Assert.StartsWith("wss://chat.example/v3/directline/conversations/", stream, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil.example/path?")]
    [InlineData("user@evil.example")]
    [InlineData("a b")]
    public async Task A_forwarded_host_that_is_no_host_is_ignored(string host)
    {
        using var response = await Host.SendAsync(
            HttpMethod.Post,
            "conversations",
            await Host.TokenAsync(),
            null,
            request => request.Headers.TryAddWithoutValidation("X-Forwarded-Host", host)
        );

        var stream = (await DirectLineHost.JsonOf(response)).GetProperty("streamUrl").GetString();
        Assert.StartsWith("ws://127.0.0.1:", stream, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coming_back_with_a_watermark_streams_what_came_after_it()
    {
        var started = await Host.StartConversationAsync();
        Host.Conversations.Say(started.Id, "one");
        Host.Conversations.Say(started.Id, "two");

        var back = await Host.GetAsync($"conversations/{started.Id}?watermark=1", started.Token);

        using var stream = await DirectLineHost.OpenStreamAsync(new Uri(back.GetProperty("streamUrl").GetString()!));
        Assert.Equal(started.Id, back.GetProperty("conversationId").GetString());
        Assert.Equal(["two"], await stream.TextsAsync(1));
    }

    [Fact]
    public async Task Coming_back_without_a_watermark_streams_only_what_is_new()
    {
        var started = await Host.StartConversationAsync();
        Host.Conversations.Say(started.Id, "old");

        var back = await Host.GetAsync($"conversations/{started.Id}", started.Token);

        Host.Conversations.Say(started.Id, "new");
        using var stream = await DirectLineHost.OpenStreamAsync(new Uri(back.GetProperty("streamUrl").GetString()!));
        Assert.Equal(["new"], await stream.TextsAsync(1));
    }

    [Fact]
    public async Task Coming_back_with_an_empty_watermark_streams_everything()
    {
        var started = await Host.StartConversationAsync();
        Host.Conversations.Say(started.Id, "greeting");

        var back = await Host.GetAsync($"conversations/{started.Id}?watermark=", started.Token);

        using var stream = await DirectLineHost.OpenStreamAsync(new Uri(back.GetProperty("streamUrl").GetString()!));
        Assert.Equal(["greeting"], await stream.TextsAsync(1));
    }

    [Fact]
    public async Task A_conversation_that_is_gone_is_not_found()
    {
        var started = await Host.StartConversationAsync();
        Host.Conversations.Remove(started.Id);

        using var response = await Host.SendAsync(HttpMethod.Get, $"conversations/{started.Id}", started.Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("ConversationNotFound", await DirectLineHost.ErrorCodeOf(response));
    }

    [Fact]
    public async Task A_fault_of_ours_is_never_not_found()
    {
        var started = await Host.StartConversationAsync();
        Host.Conversations.Fault = new IOException("disk");

        using var response = await Host.SendAsync(HttpMethod.Get, $"conversations/{started.Id}", started.Token);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("ServiceError", await DirectLineHost.ErrorCodeOf(response));
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task A_token_opens_no_other_conversation()
    {
        var mine = await Host.StartConversationAsync();
        var other = await Host.StartConversationAsync();

        using var response = await Host.SendAsync(HttpMethod.Get, $"conversations/{other.Id}/activities", mine.Token);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_secret_opens_the_conversations_of_its_bot_only()
    {
        var started = await Host.StartConversationAsync();

        using var own = await Host.SendAsync(HttpMethod.Get, $"conversations/{started.Id}", await Host.SecretAsync());
        using var other = await Host.SendAsync(HttpMethod.Get, $"conversations/{started.Id}", await Host.SecretAsync("bakery"));

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("1.5")]
    public async Task A_watermark_that_is_not_ours_is_a_bad_argument(string watermark)
    {
        var started = await Host.StartConversationAsync();

        using var back = await Host.SendAsync(HttpMethod.Get, $"conversations/{started.Id}?watermark={watermark}", started.Token);
        using var read = await Host.SendAsync(HttpMethod.Get, $"conversations/{started.Id}/activities?watermark={watermark}", started.Token);

        Assert.Equal(HttpStatusCode.BadRequest, back.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, read.StatusCode);
    }

    [Fact]
    public async Task The_session_id_is_empty()
    {
        var answer = await Host.GetAsync("session/getsessionid", await Host.TokenAsync());

        Assert.Equal("", answer.GetProperty("sessionId").GetString());
    }

    [Fact]
    public async Task A_preflight_allows_what_clients_send()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "conversations/c1/activities");
        request.Headers.Add("Origin", "https://shop.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,x-ms-bot-agent,x-requested-with");

        using var response = await Host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("GET, POST", response.Headers.GetValues("Access-Control-Allow-Methods").Single());
        Assert.Equal(
            "authorization, content-type, x-ms-bot-agent, x-requested-with",
            response.Headers.GetValues("Access-Control-Allow-Headers").Single()
        );
    }

    [Fact]
    public async Task Answers_and_refusals_may_be_read_by_pages_of_any_origin()
    {
        using var answer = await Host.SendAsync(HttpMethod.Post, "tokens/generate", await Host.SecretAsync());
        using var refusal = await Host.SendAsync(HttpMethod.Post, "tokens/generate", "wrong");

        Assert.All(
            [answer, refusal],
            response =>
            {
                Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
                Assert.Equal("Retry-After", response.Headers.GetValues("Access-Control-Expose-Headers").Single());
            }
        );
    }

    [Fact]
    public async Task An_upload_is_refused_with_a_reason()
    {
        var started = await Host.StartConversationAsync();

        using var response = await Host.SendAsync(HttpMethod.Post, $"conversations/{started.Id}/upload?userId=u", started.Token, "x");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("NotSupported", await DirectLineHost.ErrorCodeOf(response));
    }
}
