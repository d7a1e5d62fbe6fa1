using System.Net;
using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Conversations;

namespace FlowRuntime.Tests.Gateway.DirectLine;

public sealed class ActivityTests : DirectLineTests
{
    [Fact]
    public async Task The_id_of_a_posted_message_is_its_number_in_the_conversation()
    {
        var started = await Host.StartConversationAsync();
        Host.Conversations.Say(started.Id, "Hello");

        using var response = await Host.PostActivityAsync(started, new { type = "message", text = "hi" });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"{started.Id}|0000002", (await DirectLineHost.JsonOf(response)).GetProperty("id").GetString());
    }

    [Fact]
    public async Task The_message_is_echoed_with_our_address_and_the_clients_own_data_verbatim()
    {
        var started = await Host.StartConversationAsync(new { user = new { id = "dl_7", name = "Ines" } });

        using var posted = await Host.PostActivityAsync(
            started,
            """
            {
              "type": "message", "text": "1001", "from": { "id": "dl_boss", "role": "bot" }, "id": "mine", "timestamp": "1999",
              "channelId": "fax", "conversation": { "id": "other" }, "serviceUrl": "http://evil/", "locale": "de",
              "channelData": { "clientActivityID": "a1", "n": 1.50, "deep": { "ü": [null, true] } }
            }
            """
        );

        var echo = (await ActivitiesAsync(started)).Single();
        Assert.Equal($"{started.Id}|0000001", echo.GetProperty("id").GetString());
        Assert.Equal("2026-03-02T09:00:00.0000000Z", echo.GetProperty("timestamp").GetString());
        Assert.Equal("directline", echo.GetProperty("channelId").GetString());
        Assert.Equal(started.Id, echo.GetProperty("conversation").GetProperty("id").GetString());
        Assert.Equal("""{"id":"dl_7","name":"Ines","role":"user"}""", echo.GetProperty("from").GetRawText());
        Assert.Equal("de", echo.GetProperty("locale").GetString());
        Assert.False(echo.TryGetProperty("serviceUrl", out _));
        Assert.True(
            JsonElement.DeepEquals(
                JsonDocument.Parse("""{ "clientActivityID": "a1", "n": 1.50, "deep": { "ü": [null, true] } }""").RootElement,
                echo.GetProperty("channelData")
            )
        );
    }

    [Theory]
    [InlineData("""{ "id": "user1" }""", "user1")]
    [InlineData("""{ "id": "dl_boss" }""", "visitor-{id}")]
    [InlineData("\"nobody\"", "visitor-{id}")]
    public async Task Without_a_user_in_the_token_the_client_names_itself_but_never_with_an_id_that_needs_proof(string from, string expected)
    {
        var started = await Host.StartConversationAsync();

        using var posted = await Host.PostActivityAsync(started, $$"""{ "type": "message", "text": "hi", "from": {{from}} }""");

        var echo = (await ActivitiesAsync(started)).Single();
        Assert.Equal(
            expected.Replace("{id}", started.Id, StringComparison.Ordinal),
            echo.GetProperty("from").GetProperty("id").GetString()
        );
    }

    [Fact]
    public async Task A_repeated_client_activity_id_is_answered_with_the_first_id()
    {
        var started = await Host.StartConversationAsync();
        var activity = new { type = "message", text = "hi", channelData = new { clientActivityID = "a1" } };

        using var first = await Host.PostActivityAsync(started, activity);
        using var second = await Host.PostActivityAsync(started, activity);

        Assert.Equal(
            (await DirectLineHost.JsonOf(first)).GetProperty("id").GetString(),
            (await DirectLineHost.JsonOf(second)).GetProperty("id").GetString()
        );
        Assert.Single(Host.Conversations.Posted);
    }

    [Fact]
    public async Task A_submitted_card_is_a_message_with_a_value_and_no_text()
    {
        var started = await Host.StartConversationAsync();

        using var response = await Host.PostActivityAsync(started, """{ "type": "message", "value": { "size": 42 } }""");

        var input = Assert.Single(Host.Conversations.Posted).Input;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(("", 42), (input.Text, input.Value.GetProperty("size").GetInt32()));
    }

    [Fact]
    public async Task A_file_is_a_message_by_its_address_and_a_card_that_a_client_posts_is_none()
    {
        var started = await Host.StartConversationAsync();

        using var response = await Host.PostActivityAsync(
            started,
            """{ "type": "message", "attachments": [{ "contentType": "image/png", "contentUrl": "https://files.test/a.png", "name": "a.png" }, { "contentType": "card", "content": {} }] }"""
        );

        var input = Assert.Single(Host.Conversations.Posted).Input;
        Assert.Equal([new VisitorFile(new Uri("https://files.test/a.png"), "a.png", "image/png")], input.Files!);
        Assert.Equal("", input.Text);
    }

    [Theory]
    [InlineData("""{ "contentUrl": "data:image/png;base64,AAAA" }""", 1)]
    [InlineData("""{ "contentUrl": "file:///etc/passwd" }""", 1)]
    [InlineData("""{ "contentUrl": "https://user:pass@files.test/" }""", 1)]
    [InlineData("""{ "contentUrl": "/a.png" }""", 1)]
    [InlineData("""{ "contentUrl": "https://files.test/a.png" }""", 6)]
    [InlineData("""{ "content": {} }""", 1)]
    public async Task Files_that_cannot_be_linked_to_and_too_many_are_refused(string attachment, int count)
    {
        var started = await Host.StartConversationAsync();

        using var response = await Host.PostActivityAsync(started, $$"""{ "type": "message", "attachments": [{{string.Join(',', Enumerable.Repeat(attachment, count))}}] }""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(Host.Conversations.Posted);
    }

    [Fact]
    public async Task A_pressed_button_that_has_only_a_text_as_value_says_that_text()
    {
        var started = await Host.StartConversationAsync();

        using var response = await Host.PostActivityAsync(started, """{ "type": "message", "value": "yes" }""");

        Assert.Equal("yes", Assert.Single(Host.Conversations.Posted).Input.Text);
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("event")]
    [InlineData("conversationUpdate")]
    [InlineData("somethingNew")]
    public async Task Activities_that_nobody_answers_are_accepted_and_not_kept(string type)
    {
        var started = await Host.StartConversationAsync();

        using var response = await Host.PostActivityAsync(started, new { type, name = "webchat/join", value = 1 });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith(started.Id + "|", (await DirectLineHost.JsonOf(response)).GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Empty(Host.Conversations.Posted);
        Assert.Empty(await ActivitiesAsync(started));
    }

    [Fact]
    public async Task The_end_of_a_conversation_stops_posts_but_not_its_history()
    {
        var started = await Host.StartConversationAsync();
        Host.Conversations.Say(started.Id, "Bye");

        using var end = await Host.PostActivityAsync(started, new { type = "endOfConversation" });
        using var message = await Host.PostActivityAsync(started, new { type = "message", text = "hi" });
        using var signal = await Host.PostActivityAsync(started, new { type = "event", name = "x" });

        Assert.Equal(HttpStatusCode.OK, end.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, message.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, signal.StatusCode);
        Assert.Equal("ConversationEnded", await DirectLineHost.ErrorCodeOf(message));
        Assert.Equal("Bye", (await ActivitiesAsync(started)).Single().GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    [InlineData("""{ "text": "hi" }""")]
    [InlineData("""{ "type": "", "text": "hi" }""")]
    [InlineData("""{ "type": "message" }""")]
    [InlineData("""{ "type": "message", "text": 7 }""")]
    [InlineData("""{ "type": "message", "text": "\ud83d" }""")]
    [InlineData("""{ "type": "message", "text": "hi", "\ud83d": 1 }""")]
    [InlineData("""{ "type": "message", "text": "hi" """)]
    [InlineData("")]
    public async Task A_misshapen_activity_is_a_bad_argument(string body)
    {
        var started = await Host.StartConversationAsync();

        using var response = await Host.PostActivityAsync(started, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("BadArgument", await DirectLineHost.ErrorCodeOf(response));
        Assert.Empty(Host.Conversations.Posted);
    }

    [Fact]
    public async Task A_client_activity_id_without_end_is_refused()
    {
        var started = await Host.StartConversationAsync();
        var channelData = new { clientActivityID = new string('a', 257) };

        using var response = await Host.PostActivityAsync(started, new { type = "message", text = "hi", channelData });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData(257 * 1024)]
    [InlineData(10 * 1024 * 1024)]
    public async Task A_message_over_256_kB_is_too_large_and_the_next_one_goes_through(int length)
    {
        var started = await Host.StartConversationAsync();

        using var large = await Host.PostActivityAsync(started, new { type = "message", text = new string('x', length) });
        using var next = await Host.PostActivityAsync(started, new { type = "message", text = "hi" });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal("TooLarge", await DirectLineHost.ErrorCodeOf(large));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task A_text_of_32000_characters_is_taken_in_any_script_and_one_more_is_too_large()
    {
        var started = await Host.StartConversationAsync();

        using var longest = await Host.PostActivityAsync(started, new { type = "message", text = new string('ж', 32_000) });
        using var longer = await Host.PostActivityAsync(started, new { type = "message", text = new string('x', 32_001) });

        Assert.Equal(HttpStatusCode.OK, longest.StatusCode);
        Assert.InRange(Assert.Single(Host.Conversations.Posted).Activity.GetRawText().Length, 32_000, 33_000);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, longer.StatusCode);
        Assert.Equal("TooLarge", await DirectLineHost.ErrorCodeOf(longer));
    }

    [Fact]
    public async Task An_activity_of_just_under_256_kB_is_taken()
    {
        var started = await Host.StartConversationAsync();
        var channelData = new { kept = new string('x', 255 * 1024) };

        using var response = await Host.PostActivityAsync(started, new { type = "message", text = "hi", channelData });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Many_posts_at_once_are_all_taken_and_never_told_to_slow_down()
    {
        var started = await Host.StartConversationAsync();

        var responses = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(i => Host.PostActivityAsync(started, new { type = "message", text = $"{i}" }))
        );

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(200, Host.Conversations.Posted.Count);
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("?watermark=", 3)]
    [InlineData("?watermark=1", 2)]
    [InlineData("?watermark=3", 0)]
    [InlineData("?watermark=99", 0)]
    public async Task Reading_gives_what_came_after_the_watermark_and_the_next_watermark(string query, int count)
    {
        var started = await Host.StartConversationAsync();
        Host.Conversations.Say(started.Id, "one");
        Host.Conversations.Say(started.Id, "two");
        Host.Conversations.Say(started.Id, "three");

        var set = await Host.GetAsync($"conversations/{started.Id}/activities{query}", started.Token);

        Assert.Equal(count, set.GetProperty("activities").GetArrayLength());
        Assert.Equal("3", set.GetProperty("watermark").GetString());
    }

    [Fact]
    public async Task What_the_bot_says_is_plain_text_with_buttons_as_suggested_actions()
    {
        var started = await Host.StartConversationAsync();
        Host.Conversations.Say(started.Id, "What is it about?", MessageFrom.Bot, new MessageButton("My order", "order status"));

        var activity = (await ActivitiesAsync(started)).Single();

        Assert.Equal("message", activity.GetProperty("type").GetString());
        Assert.Equal("What is it about?", activity.GetProperty("text").GetString());
        Assert.Equal("plain", activity.GetProperty("textFormat").GetString());
        Assert.Equal("expectingInput", activity.GetProperty("inputHint").GetString());
        Assert.Equal("""{"id":"shop","name":"shop","role":"bot"}""", activity.GetProperty("from").GetRawText());
        Assert.Equal(
            """{"actions":[{"type":"imBack","title":"My order","value":"order status"}]}""",
            activity.GetProperty("suggestedActions").GetRawText()
        );
    }

    [Fact]
    public async Task What_an_agent_writes_carries_the_name_of_the_person()
    {
        var started = await Host.StartConversationAsync();
        Host.Conversations.Say(started.Id, "I am looking", MessageFrom.Agent);

        var activity = (await ActivitiesAsync(started)).Single();

        Assert.Equal("Lena", activity.GetProperty("from").GetProperty("name").GetString());
        Assert.Equal("bot", activity.GetProperty("from").GetProperty("role").GetString());
        Assert.Equal("agent", activity.GetProperty("channelData").GetProperty("author").GetString());
        Assert.Equal("acceptingInput", activity.GetProperty("inputHint").GetString());
    }

    [Fact]
    public async Task Clients_never_see_a_note_for_the_agents_and_read_on_behind_it()
    {
        var started = await Host.StartConversationAsync();
        Host.Conversations.Say(started.Id, "one");
        Host.Conversations.Say(started.Id, new OutgoingMessage("Owes us 300", Audience: MessageAudience.Agents));

        var set = await Host.GetAsync($"conversations/{started.Id}/activities", started.Token);

        Assert.Equal("one", Assert.Single(set.GetProperty("activities").EnumerateArray()).GetProperty("text").GetString());
        Assert.Equal("2", set.GetProperty("watermark").GetString());
    }

    private async Task<IReadOnlyList<JsonElement>> ActivitiesAsync(DirectLineHost.Started started)
    {
        var set = await Host.GetAsync($"conversations/{started.Id}/activities", started.Token);
        return [.. set.GetProperty("activities").EnumerateArray()];
    }
}
