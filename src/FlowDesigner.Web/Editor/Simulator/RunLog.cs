using System.Text.Json;
using FlowDesigner.Web.Editor.Canvas;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowEngine.Testing;
using FlowEngine.Understanding;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>Turns what the engine reports into chat lines, steps, a journal and a path. Used under the lock of its run.</summary>
/// <param name="bundle">The bot that runs.</param>
/// <param name="flowId">The flow whose path is shown.</param>
/// <param name="catalog">Node types of this installation.</param>
/// <param name="t">Texts of this folder.</param>
/// <param name="isMadeUp">Tells whether the answer of a node is made up; null where that never is.</param>
internal sealed class RunLog(
    BotBundle bundle,
    string flowId,
    NodeCatalog catalog,
    IStringLocalizer<SimulatorText> t,
    Func<string, string, bool>? isMadeUp = null
)
{
    // Of a long loop the end counts.
    private const int MostSteps = 500;
    private const int MostLines = 2_000;

    private readonly RunWords _words = new(bundle, catalog, t);
    private readonly List<ChatLine> _lines = [];
    private readonly List<ChatLine.Bot> _unsigned = [];
    private readonly OrderedDictionary<(string Flow, string Node, int Visit, string? Part), RunStep> _steps = [];
    private readonly Queue<JournalLine> _journal = [];
    private readonly Dictionary<string, RunMark> _marks = [];
    private readonly Dictionary<string, RunFlow> _links = [];
    private readonly Dictionary<(string Flow, string? Part), IReadOnlyDictionary<string, JsonElement>> _known = [];
    private readonly List<(string Question, string Flow)> _stack = [];
    private readonly Dictionary<string, JsonElement> _given = [];
    private RunPath? _path;
    private RunPicture? _picture;

    public IReadOnlyList<ChatLine> Lines => [.. _lines];

    public RunPicture Picture => _picture ??= new RunPicture([.. _steps.Values], [.. _journal], Stack());

    public RunPath Path => _path ??= new(new Dictionary<string, RunMark>(_marks), new Dictionary<string, RunFlow>(_links));

    public void Visitor(string text, IntentScore? understood) =>
        _lines.Add(
            new ChatLine.Visitor(text, understood is null ? null : Words(understood.Intent), (int)Math.Round((understood?.Score ?? 0) * 100))
        );

    public void Bot(SimulatedMessage message)
    {
        if (message.Audience == MessageAudience.Agents)
        {
            Event(t["Note for agents: {0}", message.Text]);
            return;
        }

        var line = new ChatLine.Bot(message.Text, message.Buttons, message.Attachments ?? []);
        _lines.Add(line);
        _unsigned.Add(line);
    }

    public void Event(string text) => _lines.Add(new ChatLine.Event(text, IsError: false));

    /// <summary>What each node of the flow gave at its latest visit, as formulas read it: <c>{ "output": …, "error": … }</c>.</summary>
    public IReadOnlyDictionary<string, JsonElement> Given => new Dictionary<string, JsonElement>(_given);

    public string TitleOf(string flow, string node) => _words.TitleOf(flow, node);

    /// <summary>Takes in what was recorded.</summary>
    /// <param name="entry">What the run did.</param>
    /// <param name="variables">Its variables after that; null when nobody knows.</param>
    public void Journal(JournalEntry entry, IReadOnlyDictionary<string, JsonElement>? variables = null)
    {
        if (entry.Kind == JournalKind.RunStarted)
        {
            BeginRun();
        }

        (_path, _picture) = (null, null);
        _journal.Enqueue(_words.LineOf(entry));
        if (_journal.Count > MostLines)
        {
            _journal.Dequeue();
        }

        Tell(entry, variables);
        if (variables is not null)
        {
            _known[(entry.FlowId, entry.Frame)] = variables;
        }
    }

    /// <summary>Variables were changed by hand: what the next node finds is no change of its own.</summary>
    public void Known(IReadOnlyDictionary<string, JsonElement> variables)
    {
        foreach (var place in _known.Keys.ToList())
        {
            _known[place] = variables;
        }
    }

    private static string Words(string id) => string.Concat(id.Select(c => char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

    private static string LowerFirst(string words) => char.ToLowerInvariant(words[0]) + words[1..];

    // The lists and the path show one run: the latest.
    private void BeginRun()
    {
        _steps.Clear();
        _marks.Clear();
        _links.Clear();
        _journal.Clear();
        _known.Clear();
        _stack.Clear();
        _given.Clear();
    }

    /// <summary>"Order number", "Shipping costs": what waits, and what is talked about meanwhile.</summary>
    private List<string> Stack() => _stack.Count == 0 ? [] : [.. _stack.Select(s => s.Question), _stack[^1].Flow];

    private void Tell(JournalEntry entry, IReadOnlyDictionary<string, JsonElement>? variables)
    {
        string Here() => _words.TitleOf(entry.FlowId, entry.NodeId);
        switch (entry.Kind)
        {
            case JournalKind.NodeCompleted:
                Step(entry, "done", _words.Left(entry), variables);
                break;
            case JournalKind.NodeFailed:
                Step(entry, "failed", entry.Error?.Message ?? t["It failed"], variables);
                Wrong($"{Here()}: {entry.Error?.Message}");
                break;
            case JournalKind.NodeNoted when JournalNote.Of(entry) is { } note:
                _lines.Add(new ChatLine.Event($"{Here()}: {note.Message}", IsError: note.Level >= LogLevel.Error));
                break;
            case JournalKind.RunSuspended:
                Step(entry, "waiting", _words.WaitOf(entry), variables);
                break;
            case JournalKind.NodeRetried:
                Step(entry, "waiting", _words.Retried(entry), variables);
                break;
            case JournalKind.PartCancelled:
                Step(entry, "done", t["Stopped: nobody waits for it any more"], variables);
                break;
            case JournalKind.PartDetached:
                Event(t["{0} of {1} goes on by itself.", RunPart.Last(entry.Port), Here()]);
                break;
            case JournalKind.Interrupted:
                _stack.Add((Here(), _words.FlowIn(entry.Data)));
                Event(t["{0} answers this first; then the bot comes back to {1}.", _words.FlowIn(entry.Data), Here()]);
                break;
            case JournalKind.CameBack:
                _stack.RemoveRange(Math.Max(_stack.Count - 1, 0), Math.Min(_stack.Count, 1));
                Event(t["{0} has ended; back to {1}.", _words.FlowIn(entry.Data), Here()]);
                break;
            case JournalKind.SideStarted:
                Event(t["{0} answers this beside what the run waits for.", _words.FlowName(entry.FlowId)]);
                break;
            case JournalKind.Commanded:
                Event($"{_words.Command(entry)}.");
                break;
            case JournalKind.NotUnderstood:
                Event($"{_words.Lost(entry)}.");
                break;
            case JournalKind.Corrected:
                Event(_words.LineOf(entry).Words + ".");
                break;
            case JournalKind.SecondOpinion:
                Event($"{_words.Opinion(entry)}.");
                break;
            case JournalKind.Clarified:
                Event(t["Several intents fit: asks which one"] + ".");
                break;
            case JournalKind.RunCancelled:
                _stack.Clear();
                Event(t["The run was ended before its end."]);
                break;
            case JournalKind.RunFailed:
                _stack.Clear();
                Wrong(t["The run stopped: {0}", entry.Error?.Message ?? ""]);
                break;
            case JournalKind.RunCompleted:
                _stack.Clear();
                Event(t["The flow has ended. The next message starts a new one."]);
                break;
            default:
                break;
        }
    }

    private void Wrong(string text) => _lines.Add(new ChatLine.Event(text, IsError: true));

    private void Step(JournalEntry entry, string state, string words, IReadOnlyDictionary<string, JsonElement>? variables)
    {
        var node = _words.NodeOf(entry.FlowId, entry.NodeId);
        var definition = _words.DefinitionOf(node);
        var madeUp = entry.Kind is JournalKind.NodeCompleted or JournalKind.NodeFailed && isMadeUp?.Invoke(entry.FlowId, entry.NodeId) == true;
        words = madeUp ? t["{0} · made up", words] : words;
        var key = (entry.FlowId, entry.NodeId, entry.Visit, entry.Frame);
        var before = _known.GetValueOrDefault((entry.FlowId, entry.Frame)) ?? variables;
        var step = new RunStep(
            entry.FlowId,
            entry.NodeId,
            _words.TitleOf(entry.FlowId, entry.NodeId),
            CanvasView.CategoryName(definition?.Category ?? NodeCategory.Data),
            definition?.Icon ?? "node",
            RunPart.Words(entry.Frame) is { Length: > 0 } part ? $"{part}: {words}" : words,
            _words.Time(entry.DurationMilliseconds),
            state == "failed"
        )
        {
            Key = $"{key}",
            Port = entry.Port is null ? null : _words.PortTitle(entry),
            Output = entry.Kind == JournalKind.NodeCompleted ? entry.Data : default,
            IsMadeUp = madeUp,
            Calls = node is not null && SystemCalls.Is(definition, node),
            Error = entry.Error,
            Changed = Changes(before, variables),
            Before = _steps.TryGetValue(key, out var earlier) ? earlier.Before : before,
        };
        _steps[key] = step;
        if (_steps.Count > MostSteps)
        {
            _steps.RemoveAt(0);
        }

        foreach (var line in _unsigned)
        {
            line.Via = step;
        }

        _unsigned.Clear();
        if (entry.FlowId == flowId)
        {
            Give(entry);
            Light(entry, state, step, node);
        }
    }

    private void Give(JournalEntry entry)
    {
        if (entry.Kind is JournalKind.NodeCompleted or JournalKind.NodeFailed)
        {
            _given[entry.NodeId] = JsonSerializer.SerializeToElement(
                new Dictionary<string, object?>
                {
                    ["output"] = entry is { Kind: JournalKind.NodeCompleted, Data.ValueKind: not JsonValueKind.Undefined } ? entry.Data : null,
                    ["error"] = entry.Error is { } error ? new { code = error.Code, message = error.Message } : null,
                }
            );
        }
    }

    private void Light(JournalEntry entry, string state, RunStep step, FlowNode? node)
    {
        var (value, full) = ValueOf(step);
        var link = $"{entry.NodeId}/{entry.Port}";
        var leaves = entry.Port is { } port && node is not null && node.Links.ContainsKey(port);
        if (leaves)
        {
            _links[link] = new RunFlow(value, full, (_links.GetValueOrDefault(link)?.Times ?? 0) + 1);
        }

        var label = state switch
        {
            "waiting" => entry.Kind == JournalKind.NodeRetried ? t["is tried again"] : LowerFirst(_words.WaitOf(entry)),
            "failed" => t["failed"],
            _ => step.IsMadeUp ? t["made up"] : step.Time,
        };
        // The value of a node stands on the link that it left by, as long as there is one.
        _marks[entry.NodeId] = leaves ? new RunMark(state, label) : new RunMark(state, label, value, full);
    }

    private static (string Value, string Full) ValueOf(RunStep step)
    {
        if (step.Changed is [var first, ..] changed)
        {
            var more = changed.Count > 1 ? $" +{changed.Count - 1}" : "";
            return (
                $"{first.Name} = {ShortValue.Of(first.Value, ShortValue.OnLink - more.Length)}{more}",
                string.Join('\n', changed.Select(c => $"{c.Name} = {ShortValue.AsHint(c.Value)}"))
            );
        }

        return step.Error is { } error ? (error.Code, error.Message)
            : step.Output.ValueKind == JsonValueKind.Undefined ? ("", "")
            : (ShortValue.Of(step.Output, ShortValue.OnLink), ShortValue.AsHint(step.Output));
    }

    private static List<RunValue> Changes(IReadOnlyDictionary<string, JsonElement>? before, IReadOnlyDictionary<string, JsonElement>? after) =>
        before is null || after is null || ReferenceEquals(before, after)
            ? []
            : [.. after.Where(v => v.Value.ValueKind != JsonValueKind.Undefined && !IsSame(before.GetValueOrDefault(v.Key), v.Value)).Select(v => new RunValue(v.Key, v.Value))];

    private static bool IsSame(JsonElement before, JsonElement after) =>
        before.ValueKind != JsonValueKind.Undefined && JsonElement.DeepEquals(before, after);
}
