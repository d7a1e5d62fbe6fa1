using System.Text.Json;
using FlowDesigner.Web.Editor.Inspector;
using FlowEngine.Compilation;
using FlowEngine.Definition;
using FlowEngine.Running;
using FlowEngine.Testing;
using FlowEngine.Understanding;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>A conversation with the draft: what was said, which way it took and what it remembers. Thread-safe.</summary>
internal sealed class TestRun : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TestBench _bench;
    private readonly IStringLocalizer<SimulatorText> _t;
    private readonly Action _changed;
    private readonly Func<BotBundle> _latest;
    private readonly SimulatedConversation _conversation;
    private readonly CancellationTokenSource _stopping = new();
    private RunLog _log;
    private IReadOnlyDictionary<string, JsonElement> _before = new Dictionary<string, JsonElement>();
    private Dictionary<string, JsonElement> _heard = [];
    private RunValues? _known;

    /// <summary>Opens the conversation; nothing runs before <see cref="RestartAsync()"/>.</summary>
    /// <param name="bench">Makes it.</param>
    /// <param name="latest">Gives the bot as it stands on the screen; called on any thread.</param>
    /// <param name="flowId">The open flow, whose path is shown.</param>
    /// <param name="changed">Called on any thread when there is something new to show.</param>
    public TestRun(TestBench bench, Func<BotBundle> latest, string flowId, Action changed)
    {
        var draft = latest();
        (_bench, _t, _changed, FlowId) = (bench, bench.Text, changed, flowId);
        _latest = latest;
        _log = NewLog(draft);
        (Draft, Visitor) = (draft, TestVisitor.New(draft.Bot));
        _conversation = bench.Open(bench.Compile(draft), latest, Visitor, Hear);
    }

    /// <summary>The bot that answers.</summary>
    public BotBundle Draft { get; private set; }

    /// <summary>Who talks with it.</summary>
    public TestVisitor Visitor { get; private set; }

    /// <summary>What time it is in the conversation when its clock was put forward; null while that is the real time.</summary>
    public DateTimeOffset? Now => _conversation.Now - _bench.Time.GetUtcNow() is { TotalSeconds: > 1 } ? _conversation.Now : null;

    /// <summary>True while the bot is at work.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>True when a human would answer from now on.</summary>
    public bool IsHandedOver => _conversation.HandoffReason is not null;

    public IReadOnlyList<ChatLine> Lines => Read(log => log.Lines);

    public RunPicture Picture => Read(log => log.Picture);

    public RunPath Path => Read(log => log.Path);

    /// <summary>What the latest run knows; the same object until that changes.</summary>
    public RunValues Known
    {
        get
        {
            lock (_lock)
            {
                return _known ??= new RunValues(
                    new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>
                    {
                        ["vars"] = _conversation.Variables,
                        ["nodes"] = _log.Given,
                        ["input"] = _heard,
                    }
                );
            }
        }
    }

    /// <summary>What the conversation remembers, and whether the latest turn changed it.</summary>
    public IReadOnlyList<TestValue> Values =>
        [.. _conversation.Variables.Select(v => new TestValue(v.Key, v.Value, !IsSame(_before.GetValueOrDefault(v.Key), v.Value)))];

    private string FlowId { get; }

    /// <summary>Begins again with the draft as it is now.</summary>
    public Task RestartAsync() => RestartAsync(Visitor);

    /// <summary>Begins again with the draft as it is now and somebody else.</summary>
    /// <param name="visitor">Who talks from now on.</param>
    public Task RestartAsync(TestVisitor visitor) =>
        WorkAsync(async () =>
        {
            (Draft, Visitor) = (_latest(), visitor);
            lock (_lock)
            {
                _log = NewLog(Draft);
                (_heard, _known) = ([], null);
            }

            _before = new Dictionary<string, JsonElement>();
            await _conversation.RestartAsync(_bench.Compile(Draft), visitor.Conversation, _stopping.Token);
        });

    /// <summary>Begins a run at a node with the draft as it is now; the conversation goes on.</summary>
    /// <param name="flowId">The flow.</param>
    /// <param name="nodeId">The node that is entered first.</param>
    /// <param name="variables">Values by name to begin with; null for those of the latest run.</param>
    public Task StartAtAsync(string flowId, string nodeId, IReadOnlyDictionary<string, JsonElement>? variables) =>
        WorkAsync(async () =>
        {
            Draft = _latest();
            _before = _conversation.Variables;
            lock (_lock)
            {
                _log.Event(_t["Started at {0}", _log.TitleOf(flowId, nodeId)]);
            }

            await _conversation.RestartAtAsync(_bench.Compile(Draft), flowId, nodeId, variables, _stopping.Token);
        });

    /// <summary>Says something as the visitor.</summary>
    /// <param name="text">What is shown.</param>
    /// <param name="value">What a button sends; null for typed text.</param>
    public Task SendAsync(string text, string? value) =>
        WorkAsync(async () =>
        {
            _before = _conversation.Variables;
            var sent = value is null ? default : JsonSerializer.SerializeToElement(value);
            await _conversation.SendAsync(value ?? text, sent, _stopping.Token);
        });

    /// <summary>When what the run waits for falls due; null when nothing would, or the bot is at work. A test does not wait for it.</summary>
    public DateTimeOffset? DueAt =>
        !IsBusy && _conversation.Run is { Status: RunStatus.Waiting } run ? run.Frames.Min(f => f.Bookmark?.DueAt) : null;

    /// <summary>Lets what the run waits for fall due at once.</summary>
    public Task SkipWaitAsync() =>
        WorkAsync(async () =>
        {
            _before = _conversation.Variables;
            await _conversation.AdvanceAsync(_stopping.Token);
        });

    /// <summary>Lets time pass at once; what falls due meanwhile happens.</summary>
    /// <param name="time">How much.</param>
    public Task PassAsync(TimeSpan time) =>
        WorkAsync(async () =>
        {
            _before = _conversation.Variables;
            await _conversation.PassAsync(time, _stopping.Token);
        });

    /// <summary>Gives a variable another value while the bot waits.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">The value as it was typed: JSON, or else text.</param>
    /// <returns>False when it was not taken, because it is not of the variable's type.</returns>
    public async Task<bool> SetAsync(string name, string text)
    {
        var before = _conversation.Variables;
        var typed = JsonSerializer.SerializeToElement(TypedValue.Parse(text.Trim()));
        if (
            !await _conversation.SetVariableAsync(name, typed, _stopping.Token)
            && !await _conversation.SetVariableAsync(name, JsonSerializer.SerializeToElement(text), _stopping.Token)
        )
        {
            return false;
        }

        _before = before;
        lock (_lock)
        {
            _log.Known(_conversation.Variables);
            _known = null;
        }

        _changed();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Cancel();
        _conversation.Dispose();
        _stopping.Dispose();
    }

    private static bool IsSame(JsonElement before, JsonElement after) =>
        before.ValueKind == JsonValueKind.Undefined ? after.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
        : after.ValueKind != JsonValueKind.Undefined && JsonElement.DeepEquals(before, after);

    private RunLog NewLog(BotBundle draft) =>
        new(draft, FlowId, _bench.Catalog, _t, (flow, node) => SystemCalls.Of(_latest().Bot, flow, node) is { IsOff: false });

    private async Task WorkAsync(Func<Task> work)
    {
        IsBusy = true;
        _changed();
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return; // the test was stopped
        }
        finally
        {
            IsBusy = false;
            lock (_lock)
            {
                _known = null;
            }
        }

        _changed();
    }

    private void Hear(SimulationEvent happened)
    {
        lock (_lock)
        {
            _known = null;
            switch (happened)
            {
                case SimulationEvent.Said { Message: { FromVisitor: true } message }:
                    var understood = Understand(_conversation.Program, message.Text);
                    Hear(message.Text, understood);
                    _log.Visitor(message.Text, understood);
                    break;
                case SimulationEvent.Said said:
                    _log.Bot(said.Message);
                    break;
                case SimulationEvent.Journaled journaled:
                    _log.Journal(journaled.Entry, journaled.Variables);
                    break;
                case SimulationEvent.HandedOff handoff:
                    _log.Event(_t["Handed over to an agent: {0}", handoff.Reason]);
                    break;
                case SimulationEvent.CallContinues call:
                    _log.Event(_t["{0} takes longer than a turn; the visitor sees that the bot is busy.", _log.TitleOf(FlowId, call.NodeId)]);
                    break;
            }
        }

        _changed();
    }

    private void Hear(string text, IntentScore? understood)
    {
        _heard = new Dictionary<string, JsonElement> { ["text"] = JsonSerializer.SerializeToElement(text) };
        if (understood is not null)
        {
            _heard["intent"] = JsonSerializer.SerializeToElement(understood.Intent);
            _heard["score"] = JsonSerializer.SerializeToElement(understood.Score);
        }
    }

    // Only a message that can begin a run is read for its intent; an answer to a question is not.
    private IntentScore? Understand(BotProgram program, string text)
    {
        if (_conversation.Run is { HasEnded: false })
        {
            return null;
        }

        return program
            .Understanding.Understand(text, new UnderstandingContext(Visitor.Language, _conversation.Now, BotClock.ZoneOf(program.Bot)))
            .Best;
    }

    private T Read<T>(Func<RunLog, T> read)
    {
        lock (_lock)
        {
            return read(_log);
        }
    }
}

/// <summary>A value that the test remembers.</summary>
/// <param name="Name">Name of the variable.</param>
/// <param name="Value">Its value; undefined for none.</param>
/// <param name="IsNew">True when the latest turn changed it.</param>
public sealed record TestValue(string Name, JsonElement Value, bool IsNew);
