using System.Globalization;
using System.Text.Json;
using FlowDesigner.Web.Editor.Canvas;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Nodes.Wait;
using FlowEngine.Nodes.WaitForEvent;
using FlowEngine.Running;
using FlowEngine.Testing;
using FlowEngine.Understanding;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>Turns what the engine reports into chat lines, steps and a path. Used under the lock of its run.</summary>
internal sealed class TestLog(BotBundle draft, string flowId, NodeCatalog catalog)
{
    // Of a long loop the end counts.
    private const int MostSteps = 500;

    private readonly List<ChatLine> _lines = [];
    private readonly List<ChatLine.Bot> _unsigned = [];
    private readonly OrderedDictionary<(string Flow, string Node, int Visit, string? Part), RunStep> _steps = [];
    private readonly Dictionary<string, RunMark> _marks = [];
    private readonly List<string> _links = [];

    public IReadOnlyList<ChatLine> Lines => [.. _lines];

    public IReadOnlyList<RunStep> Steps => [.. _steps.Values];

    public RunPath Path => new(new Dictionary<string, RunMark>(_marks), [.. _links]);

    public void Visitor(string text, IntentScore? understood) =>
        _lines.Add(
            new ChatLine.Visitor(text, understood is null ? null : Words(understood.Intent), (int)Math.Round((understood?.Score ?? 0) * 100))
        );

    public void Bot(SimulatedMessage message)
    {
        if (message.Audience == MessageAudience.Agents)
        {
            Event($"Note for agents: {message.Text}");
            return;
        }

        var line = new ChatLine.Bot(message.Text, message.Buttons, message.Attachments ?? []);
        _lines.Add(line);
        _unsigned.Add(line);
    }

    public void Event(string text) => _lines.Add(new ChatLine.Event(text, IsError: false));

    public void Journal(JournalEntry entry)
    {
        switch (entry.Kind)
        {
            case JournalKind.RunStarted:
                // The list and the path show one run: the latest.
                _steps.Clear();
                _marks.Clear();
                _links.Clear();
                break;
            case JournalKind.NodeCompleted:
                Step(entry, "done", entry.Port is null ? "The run ends here" : $"→ {PortTitle(entry)}");
                break;
            case JournalKind.NodeFailed:
                Step(entry, "failed", entry.Error?.Message ?? "It failed");
                _lines.Add(new ChatLine.Event($"{TitleOf(entry.FlowId, entry.NodeId)}: {entry.Error?.Message}", IsError: true));
                break;
            case JournalKind.NodeNoted when JournalNote.Of(entry) is { } note:
                _lines.Add(new ChatLine.Event($"{TitleOf(entry.FlowId, entry.NodeId)}: {note.Message}", IsError: note.Level >= LogLevel.Error));
                break;
            case JournalKind.RunSuspended:
                Step(entry, "waiting", WaitOf(entry));
                break;
            case JournalKind.NodeRetried:
                Step(entry, "waiting", $"{entry.Error?.Message} It is tried again after {Seconds(entry.Data)}");
                break;
            case JournalKind.PartCancelled:
                Step(entry, "done", "Stopped: nobody waits for it any more");
                break;
            case JournalKind.PartDetached:
                Event($"{RunPart.Last(entry.Port)} of {TitleOf(entry.FlowId, entry.NodeId)} goes on by itself.");
                break;
            case JournalKind.Interrupted:
                Event($"{FlowTitle(entry.Data)} answers this first; then the bot comes back to {TitleOf(entry.FlowId, entry.NodeId)}.");
                break;
            case JournalKind.CameBack:
                Event($"{FlowTitle(entry.Data)} has ended; back to {TitleOf(entry.FlowId, entry.NodeId)}.");
                break;
            case JournalKind.SideStarted:
                Event($"{NameOf(entry.FlowId)} answers this beside what the run waits for.");
                break;
            case JournalKind.RunCancelled:
                Event("The run was ended before its end.");
                break;
            case JournalKind.RunFailed:
                _lines.Add(new ChatLine.Event($"The run stopped: {entry.Error?.Message}", IsError: true));
                break;
            case JournalKind.RunCompleted:
                _lines.Add(new ChatLine.Event("The flow has ended. The next message starts a new one.", IsError: false));
                break;
            default:
                break;
        }
    }

    public string TitleOf(string flow, string node) =>
        NodeOf(flow, node) is { } found ? found.Name ?? DefinitionOf(found)?.Title ?? found.Type : node;

    private static string Words(string id) => string.Concat(id.Select(c => char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

    private static string LowerFirst(string words) => char.ToLowerInvariant(words[0]) + words[1..];

    private static string Time(double? milliseconds) =>
        milliseconds switch
        {
            null => "",
            < 1 => "1 ms",
            < 100 => $"{milliseconds.Value.ToString("0", CultureInfo.InvariantCulture)} ms",
            _ => $"{(milliseconds.Value / 1000).ToString("0.0", CultureInfo.InvariantCulture)} s",
        };

    private static string Seconds(JsonElement data) =>
        data.ValueKind == JsonValueKind.Number ? $"{data.GetDouble().ToString("0.#", CultureInfo.InvariantCulture)} s" : "a while";

    private string FlowTitle(JsonElement data) => data.ValueKind == JsonValueKind.String ? NameOf(data.GetString() ?? "") : "Another flow";

    private string NameOf(string flow) => draft.Flows.TryGetValue(flow, out var found) ? found.Name : flow;

    private string WaitOf(JournalEntry entry)
    {
        var node = NodeOf(entry.FlowId, entry.NodeId);
        return node?.Type == WaitNode.Definition.Type ? "Waits for its time"
            : node?.Type == WaitForEventNode.Definition.Type ? "Waits for an event"
            : node is not null && DefinitionOf(node) is { TakesInput: true } ? "Waits for an answer"
            : "Waits";
    }

    private void Step(JournalEntry entry, string state, string words)
    {
        var node = NodeOf(entry.FlowId, entry.NodeId);
        var definition = node is null ? null : DefinitionOf(node);
        var time = Time(entry.DurationMilliseconds);
        var step = new RunStep(
            entry.NodeId,
            TitleOf(entry.FlowId, entry.NodeId),
            CanvasView.CategoryName(definition?.Category ?? NodeCategory.Data),
            definition?.Icon ?? "node",
            RunPart.Words(entry.Frame) is { Length: > 0 } part ? $"{part}: {words}" : words,
            time,
            state == "failed"
        );
        _steps[(entry.FlowId, entry.NodeId, entry.Visit, entry.Frame)] = step;
        if (_steps.Count > MostSteps)
        {
            _steps.RemoveAt(0);
        }

        foreach (var line in _unsigned)
        {
            line.Via = step;
        }

        _unsigned.Clear();
        if (entry.FlowId != flowId)
        {
            return;
        }

        _marks[entry.NodeId] = new RunMark(state, state switch { "waiting" => LowerFirst(entry.Kind == JournalKind.NodeRetried ? "Is tried again" : words), "failed" => "failed", _ => time });
        var link = $"{entry.NodeId}/{entry.Port}";
        if (entry.Port is { } port && node is not null && node.Links.ContainsKey(port) && !_links.Contains(link))
        {
            _links.Add(link);
        }
    }

    private string PortTitle(JournalEntry entry) =>
        NodeOf(entry.FlowId, entry.NodeId) is { } node
            ? DefinitionOf(node)?.PortsFor(node.Config).FirstOrDefault(p => p.Name == entry.Port)?.Title ?? entry.Port ?? ""
            : entry.Port ?? "";

    private FlowNode? NodeOf(string flow, string node) =>
        draft.Flows.TryGetValue(flow, out var found) && found.Nodes.TryGetValue(node, out var at) ? at : null;

    private NodeDefinition? DefinitionOf(FlowNode node) =>
        catalog.TryGet(node.Type, node.Version, out var type) ? type.Definition : null;
}
