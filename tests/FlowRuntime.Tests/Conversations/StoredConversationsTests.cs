using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Conversations;
using FlowRuntime.Tests.Dispatch;

namespace FlowRuntime.Tests.Conversations;

public sealed class StoredConversationsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Opening_twice_appends_started_once()
    {
        var started = 0;
        await using var runtime = await TestRuntime.CreateAsync(
            new ScriptedBots().Add(
                "greeter",
                (current, input, host, _) =>
                {
                    started += input is TurnInput.Started ? 1 : 0;
                    host.Say(new OutgoingMessage(host.Conversation.Language));
                    return ValueTask.FromResult(new TurnOutcome(current));
                }
            )
        );
        var opening = new ConversationOpening("c", "greeter", "test", "dl_anna");

        Assert.True(await runtime.Conversations.OpenAsync(opening, Token));
        Assert.False(await runtime.Conversations.OpenAsync(opening, Token));
        await runtime.PostAsync("c", "hello");
        var messages = await runtime.WhenAsync("c", m => m.Count == 3);

        Assert.Equal(1, started);
        Assert.Equal("de", messages[^1].Text);
    }

    [Fact]
    public async Task A_repeated_post_gets_the_first_number_and_one_answer()
    {
        await using var runtime = await EchoAsync();

        var first = await runtime.PostAsync("c", "hello", "id-1");
        var again = await runtime.PostAsync("c", "hello", "id-1");
        await runtime.PostAsync("c", "bye", "id-2");
        var messages = await runtime.WhenLastAsync("c", "echo: bye");

        Assert.Equal(new PostResult(PostStatus.Accepted, 1), first);
        Assert.Equal(new PostResult(PostStatus.Repeated, 1), again);
        Assert.Single(messages, m => m.Text == "echo: hello");
    }

    [Fact]
    public async Task The_echo_is_pushed_before_the_answer_and_keeps_the_channels_form()
    {
        await using var runtime = await EchoAsync();
        var pushed = new List<TranscriptMessage>();
        using var listening = runtime.Events.Listen(
            "c",
            news => pushed.AddRange(news is ConversationEvent.Messages m ? m.Items : [])
        );

        await runtime.PostAsync("c", "hello");
        await runtime.WhenLastAsync("c", "echo: hello");
        await runtime.PostAsync("c", "bye");
        var stored = await runtime.WhenLastAsync("c", "echo: bye");

        Assert.Equal(["hello", "echo: hello", "bye"], pushed.Take(3).Select(m => m.Text));
        Assert.Equal("""{"text":"hello"}""", stored[0].Activity.GetRawText());
        Assert.Equal("dl_anna", stored[0].Author);
    }

    [Fact]
    public async Task Posting_to_nothing_or_too_much_is_refused()
    {
        await using var runtime = await EchoAsync();

        Assert.Equal(PostStatus.Missing, (await runtime.PostAsync("nobody", "hello")).Status);
        await Assert.ThrowsAsync<ArgumentException>(() => runtime.PostAsync("c", new string('x', 32_001)));
        Assert.Equal(PostStatus.Accepted, (await runtime.PostAsync("c", new string('x', 32_000))).Status);
    }

    [Fact]
    public async Task The_bot_is_silent_from_handoff_until_an_agent_returns_the_conversation()
    {
        await using var runtime = await TestRuntime.CreateAsync(new ScriptedBots().Add("helper", HandingOff));
        await runtime.OpenAsync("c", "helper");

        await runtime.NextAsync<ConversationEvent.OwnerChanged>("c", () => runtime.PostAsync("c", "agent"));
        await runtime.PostAsync("c", "anybody?");
        var waiting = await runtime.Conversations.ListAsync(new ConversationQuery([ConversationOwner.Queued]), Token);
        Assert.True(await runtime.Conversations.ClaimAsync("c", "Ben", Token));
        Assert.False(await runtime.Conversations.ClaimAsync("c", "Cleo", Token));
        Assert.False(await runtime.Conversations.ReplyAsync("c", "Cleo", "Hi.", Token));
        Assert.True(await runtime.Conversations.ReplyAsync("c", "Ben", "Hi.", Token));
        await runtime.PostAsync("c", "thanks");
        Assert.True(await runtime.Conversations.ReturnToBotAsync("c", "Ben", Token));
        await runtime.PostAsync("c", "bot?");
        var messages = await runtime.WhenLastAsync("c", "echo: bot?");

        Assert.Equal(("c", "wants a person", "anybody?"), (waiting[0].Id, waiting[0].HandoffReason, waiting[0].LastText));
        Assert.Equal(
            [
                "agent",
                "one moment",
                "anybody?",
                "You are now talking with Ben.",
                "Hi.",
                "thanks",
                "You are talking with the assistant again.",
                "bot?",
                "echo: bot?",
            ],
            messages.Select(m => m.Text)
        );
    }

    [Fact]
    public async Task A_message_that_queued_behind_a_handoff_goes_to_the_agent()
    {
        await using var runtime = await TestRuntime.CreateAsync(
            new ScriptedBots().Add("helper", HandingOff),
            start: false
        );
        await runtime.OpenAsync("c", "helper");
        await runtime.PostAsync("c", "agent");
        await runtime.PostAsync("c", "quick");

        await runtime.StartAsync();
        await runtime.WhenLastAsync("c", "one moment");
        Assert.True(await runtime.Conversations.ClaimAsync("c", "Ben", Token));
        Assert.True(await runtime.Conversations.ReturnToBotAsync("c", "Ben", Token));
        await runtime.PostAsync("c", "done?");
        var messages = await runtime.WhenLastAsync("c", "echo: done?");

        Assert.DoesNotContain(messages, m => m.Text == "echo: quick");
    }

    [Fact]
    public async Task Nobody_answers_a_closed_conversation()
    {
        await using var runtime = await TestRuntime.CreateAsync(new ScriptedBots().Add("helper", HandingOff));
        await runtime.OpenAsync("c", "helper");
        await runtime.NextAsync<ConversationEvent.OwnerChanged>("c", () => runtime.PostAsync("c", "agent"));
        await runtime.Conversations.ClaimAsync("c", "Ben", Token);

        Assert.True(await runtime.Conversations.CloseAsync("c", "Ben", Token));
        Assert.Equal(PostStatus.Closed, (await runtime.PostAsync("c", "hello?")).Status);
        Assert.False(await runtime.Conversations.EndAsync("c", Token));
        Assert.Equal(ConversationOwner.Closed, (await runtime.Conversations.FindAsync("c", Token))?.Owner);
    }

    [Fact]
    public async Task Runs_are_listed_with_their_journal_and_without_secrets()
    {
        await using var runtime = await TestRuntime.CreateAsync(new ScriptedBots().Add("shop", Failing));
        ((FlowRuntime.Credentials.SecretRedactor)runtime.Get<FlowRuntime.Credentials.ISecretRedactor>()).Remember(
            ["cs_verysecret"]
        );
        await runtime.OpenAsync("c", "shop");

        await runtime.NextAsync<ConversationEvent.Journaled>("c", () => runtime.PostAsync("c", "go"));
        var runs = await runtime.Conversations.ListRunsAsync("shop", null, 10, Token);
        var detail = await runtime.Conversations.FindRunAsync("shop", "r1", Token);

        var run = Assert.Single(runs);
        Assert.Equal(("r1", "main", RunStatus.Failed, "shop.down"), (run.Id, run.FlowId, run.Status, run.Error?.Code));
        Assert.Equal("key [secret] refused", run.Error?.Message);
        Assert.Equal([JournalKind.RunStarted, JournalKind.NodeFailed], detail?.Journal.Select(j => j.Kind));
        Assert.Equal("key [secret] refused", detail?.Journal[1].Error?.Message);
        Assert.Null(await runtime.Conversations.FindRunAsync("other", "r1", Token));
        Assert.Empty(await runtime.Conversations.ListRunsAsync("shop", "r1", 10, Token));
    }

    private static ValueTask<TurnOutcome> Failing(
        RunState? current,
        TurnInput input,
        TurnHost host,
        CancellationToken token
    )
    {
        if (input is not TurnInput.Message)
        {
            return ValueTask.FromResult(new TurnOutcome(null));
        }

        var error = new NodeError("shop.down", "key cs_verysecret refused", Retryable: false);
        host.Journal(new JournalEntry(JournalKind.RunStarted, "r1", "main", "", 0, host.Now));
        host.Journal(new JournalEntry(JournalKind.NodeFailed, "r1", "main", "find", 1, host.Now, null, error));
        var run = new RunState
        {
            RunId = "r1",
            BotVersion = 1,
            Status = RunStatus.Failed,
            Error = error,
        };
        return ValueTask.FromResult(new TurnOutcome(run));
    }

    [Fact]
    public async Task Attachments_come_back_as_they_were_said_and_notes_stay_out_of_the_preview()
    {
        var card = new MessageAttachment.Card("Vase", "From 20", Buttons: [new CardButton("Take it", "vase")]);
        MessageAttachment[] said =
        [
            new MessageAttachment.Image(new Uri("https://shop.test/1.png"), "Blue"),
            new MessageAttachment.File(new Uri("https://shop.test/1.pdf"), "Invoice"),
            new MessageAttachment.Carousel([card, card]),
            new MessageAttachment.AdaptiveCard(JsonElement.Parse("""{ "body": [] }"""), "words"),
        ];
        await using var runtime = await TestRuntime.CreateAsync(
            new ScriptedBots().Add(
                "rich",
                (current, input, host, _) =>
                {
                    if (input is TurnInput.Message)
                    {
                        host.Say(new OutgoingMessage("", Attachments: said));
                        host.Say(new OutgoingMessage("knows cs_verysecret", Audience: MessageAudience.Agents));
                        host.HandOff(new HandoffRequest("wants a vase", "r1", "sales"));
                    }

                    return ValueTask.FromResult(new TurnOutcome(current));
                }
            )
        );
        ((FlowRuntime.Credentials.SecretRedactor)runtime.Get<FlowRuntime.Credentials.ISecretRedactor>()).Remember(
            ["cs_verysecret"]
        );
        await runtime.OpenAsync("c", "rich");

        await runtime.PostAsync("c", "hi");
        var messages = await runtime.WhenAsync("c", m => m.Count == 3);
        var found = await runtime.Conversations.FindAsync("c", Token);

        Assert.Equal(
            JsonSerializer.Serialize(said, RunJson.Default.IReadOnlyListMessageAttachment),
            JsonSerializer.Serialize(messages[1].Attachments, RunJson.Default.IReadOnlyListMessageAttachment)
        );
        Assert.Equal((MessageFrom.Note, "knows [secret]"), (messages[2].From, messages[2].Text));
        Assert.StartsWith("Blue: https://shop.test/1.png", found!.LastText, StringComparison.Ordinal);
        Assert.Equal("sales", found.HandoffQueue);
    }

    private static async ValueTask<TurnOutcome> HandingOff(
        RunState? current,
        TurnInput input,
        TurnHost host,
        CancellationToken token
    )
    {
        if (input is not TurnInput.Message { Text: "agent" })
        {
            return await ScriptedBots.Echo(current, input, host, token);
        }

        host.Say(new OutgoingMessage("one moment"));
        host.HandOff(new HandoffRequest("wants a person", "r1"));
        return new TurnOutcome(current);
    }

    private static async Task<TestRuntime> EchoAsync()
    {
        var runtime = await TestRuntime.CreateAsync(new ScriptedBots().Add("echo", ScriptedBots.Echo));
        await runtime.OpenAsync("c", "echo");
        return runtime;
    }
}
