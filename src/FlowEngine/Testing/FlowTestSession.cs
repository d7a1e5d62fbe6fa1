using FlowEngine.Compilation;
using FlowEngine.Definition;
using FlowEngine.Running;
using FlowEngine.Testing.Documents;
using FlowEngine.Testing.Mocking;

namespace FlowEngine.Testing;

/// <summary>One test in progress: plays its steps against a conversation of its own.</summary>
internal sealed class FlowTestSession : IDisposable
{
    private readonly FlowTest _test;
    private readonly BotBundle _bundle;
    private readonly MockServer _server;
    private readonly VirtualClock _clock;
    private readonly SimulatedConversation _chat;
    private int _heard;
    private int _callsBefore;
    private int _journalBefore;
    private int _emittedBefore;
    private int _saidBefore;

    public FlowTestSession(FlowInterpreter interpreter, BotProgram program, BotBundle bundle, FlowTest test)
    {
        (_test, _bundle) = (test, bundle);
        _clock = new VirtualClock(test.Now);
        _server = new MockServer(test, bundle.Bot, _clock);
        var language = test.Language ?? bundle.Bot.Languages[0];
        var options = new SimulationOptions
        {
            Conversation = new ConversationInfo("test", test.Channel, language, test.ContactId, test.ContactName),
            Environment = test.Environment,
            RandomSeed = test.Seed,
        };
        _chat = new SimulatedConversation(interpreter, program, _server, _clock, options);
    }

    /// <summary>Pointer of the step that is played.</summary>
    public string At { get; private set; } = "/steps";

    public IReadOnlyList<SimulatedMessage> Transcript => _chat.Transcript;

    public IReadOnlyList<JournalEntry> Journal => _chat.Journal;

    /// <summary>Plays the test until its end or the first step that is not as expected.</summary>
    /// <returns>What is not as expected; null when all is.</returns>
    public async Task<FlowTestFailure?> RunAsync(CancellationToken cancellationToken)
    {
        FlowTestClock.Enter(_clock);
        if (_test.Opens)
        {
            await _chat.StartAsync(cancellationToken).ConfigureAwait(false);
        }

        foreach (var step in _test.Steps)
        {
            At = step.Pointer;
            if (await PlayAsync(step, cancellationToken).ConfigureAwait(false) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    public void Dispose()
    {
        _chat.Dispose();
        _server.Dispose();
    }

    private async Task<FlowTestFailure?> PlayAsync(TestStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case TestStep.Says says:
                return await InputAsync(() => _chat.SendAsync(says.Text, cancellationToken)).ConfigureAwait(false);
            case TestStep.Presses presses:
                return await PressAsync(presses.Title, cancellationToken).ConfigureAwait(false);
            case TestStep.Waits waits:
                return await InputAsync(() => _chat.PassAsync(waits.Time, cancellationToken)).ConfigureAwait(false);
            case TestStep.Returns:
                return await InputAsync(() => _chat.ReturnToBotAsync(cancellationToken)).ConfigureAwait(false);
            case TestStep.Event happened:
                return await TellAsync(happened, cancellationToken).ConfigureAwait(false);
            case TestStep.Triggers triggers:
                return await TriggerAsync(triggers, cancellationToken).ConfigureAwait(false);
            case TestStep.Message message:
                return Hear(message);
            case TestStep.NoMore:
                return Unheard() is [var more, ..]
                    ? Failure("The bot says more than expected.", "nothing more", Expectations.Quote(more.Text))
                    : null;
            default:
                return Expectations.Check(step, Seen());
        }
    }

    private async Task<FlowTestFailure?> InputAsync(Func<Task> input)
    {
        (_callsBefore, _journalBefore, _emittedBefore) = (_server.Calls.Count, Journal.Count, _chat.Emitted.Count);
        _heard = _saidBefore = Transcript.Count;
        await input().ConfigureAwait(false);
        return _server.Unanswered is { } call
            ? Failure("The flow sent a request that no mock of the test answers. Add a mock for it.", null, call.ToString())
            : null;
    }

    private async Task<FlowTestFailure?> PressAsync(string title, CancellationToken cancellationToken)
    {
        var shown = Transcript.Where(m => !m.FromVisitor).SelectMany(ButtonsOf).ToList();
        if (shown.FindLast(b => b.Title == title) is not { } button)
        {
            var titles = string.Join(", ", shown.Select(b => Expectations.Quote(b.Title)).Distinct());
            return Failure("There is no such button to press.", Expectations.Quote(title), titles.Length == 0 ? "no buttons" : titles);
        }

        var value = System.Text.Json.JsonSerializer.SerializeToElement(button.Value);
        return await InputAsync(() => _chat.SendAsync(button.Value, value, cancellationToken)).ConfigureAwait(false);
    }

    private static IEnumerable<MessageButton> ButtonsOf(SimulatedMessage message)
    {
        var cards = (message.Attachments ?? []).SelectMany(a =>
            a switch
            {
                MessageAttachment.Card card => [card],
                MessageAttachment.Carousel carousel => carousel.Cards,
                _ => [],
            }
        );
        var ofCards = cards.SelectMany(c => c.Buttons ?? []).Where(b => b.Value is not null);
        return message.Buttons.Concat(ofCards.Select(b => new MessageButton(b.Title, b.Value!))); // chosen for having one
    }

    private async Task<FlowTestFailure?> TellAsync(TestStep.Event happened, CancellationToken cancellationToken)
    {
        var told = new EmittedEvent(happened.Name, happened.Correlation, happened.Data);
        List<TurnInput> inputs = _chat.Run is { HasEnded: false } run
            ?
            [
                .. run.Frames.Where(f => f.Bookmark is Bookmark.Event e && e.Name == told.Name && (e.Correlation ?? told.Correlation) == told.Correlation)
                    .Select(f => new TurnInput.EventArrived(run.RunId, f.Bookmark!.Ticket, told)), // chosen for having one
            ]
            : [.. Triggers.Of(_bundle, told)];
        if (inputs.Count == 0)
        {
            return Failure("Nothing waits for this event, and no flow starts with it now.", null, Expectations.StateOf(_chat.Run));
        }

        return await InputAsync(async () =>
            {
                foreach (var input in inputs)
                {
                    await _chat.HandInAsync(input, cancellationToken).ConfigureAwait(false);
                }
            })
            .ConfigureAwait(false);
    }

    private async Task<FlowTestFailure?> TriggerAsync(TestStep.Triggers triggers, CancellationToken cancellationToken)
    {
        if (_chat.Run is { HasEnded: false })
        {
            return Failure("A run is under way; a trigger starts another one only after its end.", null, Expectations.StateOf(_chat.Run));
        }

        var flow = _bundle.Flows.Values.FirstOrDefault(f =>
            (triggers.Flow ?? f.Id) == f.Id && _chat.Program.FindTrigger(f.Id, triggers.NodeId) is not null
        );
        return flow is null
            ? Failure($"There is no trigger {triggers.NodeId} in {(triggers.Flow is { } id ? $"the flow {id}" : "the bot")}.", null, null)
            : await InputAsync(() => _chat.HandInAsync(new TurnInput.Triggered(flow.Id, triggers.NodeId, triggers.Data), cancellationToken))
                .ConfigureAwait(false);
    }

    private FlowTestFailure? Hear(TestStep.Message expected)
    {
        if (Unheard() is not [var message, ..])
        {
            return Failure("The bot says nothing more.", Expectations.Describe(expected), "no message");
        }

        _heard = Transcript.ToList().IndexOf(message, _heard) + 1;
        return Expectations.Check(expected, message);
    }

    private List<SimulatedMessage> Unheard() =>
        [.. Transcript.Skip(_heard).Where(m => m is { FromVisitor: false, Audience: MessageAudience.Visitor })];

    private Seen Seen() =>
        new(
            _bundle,
            _chat,
            [.. _server.Calls.Skip(_callsBefore)],
            [.. Journal.Skip(_journalBefore)],
            [.. _chat.Emitted.Skip(_emittedBefore)],
            [.. Transcript.Skip(_saidBefore).Where(m => m.Audience == MessageAudience.Agents).Select(m => m.Text)]
        );

    private FlowTestFailure Failure(string message, string? expected, string? actual) => new(At, message, expected, actual);
}
