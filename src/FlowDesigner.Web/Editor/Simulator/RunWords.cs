using System.Text.Json;
using FlowDesigner.Web.Catalog;
using FlowDesigner.Web.Wording;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Nodes.Wait;
using FlowEngine.Nodes.WaitForEvent;
using FlowEngine.Running;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>Says what a journal tells in the words of its bot.</summary>
/// <param name="bundle">The bot.</param>
/// <param name="catalog">Node types of this installation.</param>
/// <param name="t">Texts of this folder.</param>
internal sealed class RunWords(BotBundle bundle, NodeCatalog catalog, IStringLocalizer<SimulatorText> t)
{
    private readonly IStringLocalizer<NodeText> _ofNodes = t.From<NodeText>();

    public FlowNode? NodeOf(string flow, string node) =>
        bundle.Flows.TryGetValue(flow, out var found) && found.Nodes.TryGetValue(node, out var at) ? at : null;

    public NodeDefinition? DefinitionOf(FlowNode? node) =>
        node is not null && catalog.TryGet(node.Type, node.Version, out var type) ? type.Definition : null;

    public string FlowName(string flow) => bundle.Flows.TryGetValue(flow, out var found) ? found.Name : flow.Length == 0 ? t["The bot itself"] : flow;

    public string TitleOf(string flow, string node) =>
        NodeOf(flow, node) is { } found ? found.Name ?? (DefinitionOf(found) is { } type ? _ofNodes[type.Title] : found.Type) : node;

    public string PortTitle(JournalEntry entry) =>
        NodeOf(entry.FlowId, entry.NodeId) is { } node && DefinitionOf(node)?.PortsFor(node.Config).FirstOrDefault(p => p.Name == entry.Port) is { } port
            ? _ofNodes[port.Title]
            : entry.Port ?? "";

    /// <summary>Name of the flow that an entry carries.</summary>
    public string FlowIn(JsonElement data) => data.ValueKind == JsonValueKind.String ? FlowName(data.GetString() ?? "") : t["Another flow"];

    public string WaitOf(JournalEntry entry)
    {
        var node = NodeOf(entry.FlowId, entry.NodeId);
        return node?.Type == WaitNode.Definition.Type ? t["Waits for its time"]
            : node?.Type == WaitForEventNode.Definition.Type ? t["Waits for an event"]
            : DefinitionOf(node) is { TakesInput: true } ? t["Waits for an answer"]
            : t["Waits"];
    }

    public string Retried(JournalEntry entry) =>
        entry.Data.ValueKind == JsonValueKind.Number
            ? t["{0} It is tried again after {1:0.#} s", entry.Error?.Message ?? "", entry.Data.GetDouble()]
            : t["{0} It is tried again after a while", entry.Error?.Message ?? ""];

    public string Command(JournalEntry entry) =>
        (entry.Data.ValueKind == JsonValueKind.String ? entry.Data.GetString() : null) switch
        {
            "cancel" => t["The visitor cancels"],
            "startOver" => t["The visitor starts over"],
            "agent" => t["The visitor wants a person"],
            "help" => t["The visitor asks for help"],
            _ => t["The visitor gives a command"],
        };

    public string Lost(JournalEntry entry) =>
        (entry.Data.ValueKind == JsonValueKind.Object && entry.Data.TryGetProperty("step", out var step) ? step.GetString() : null) switch
        {
            "rephrase" => t["Not understood: asks for other words"],
            "suggest" => t["Not understood: offers intents"],
            "fallback" => t["Not understood: the fallback answers"],
            "handOff" => t["Not understood: hands over"],
            _ => t["Not understood"],
        };

    /// <summary>What another system made of the message, or why its answer does not count.</summary>
    public string Opinion(JournalEntry entry) =>
        entry.Data is not { ValueKind: JsonValueKind.Object } data ? t["Another system was asked"]
        : data.TryGetProperty("problem", out var problem) ? t["Another system was asked, without success: {0}", problem.GetString() ?? ""]
        : data.TryGetProperty("intent", out var intent) && intent.GetString() is { } named ? t["Another system says: {0} ({1})", named, data.GetProperty("score").GetDouble().ToString("0.00", t.Culture())]
        : t["Another system says: none of the intents"];

    public string Left(JournalEntry entry) => entry.Port is null ? t["The run ends here"] : $"→ {PortTitle(entry)}";

    public string Time(double? milliseconds) =>
        milliseconds switch
        {
            null => "",
            < 1 => t["{0:0} ms", 1],
            < 100 => t["{0:0} ms", milliseconds.Value],
            _ => t["{0:0.0} s", milliseconds.Value / 1000],
        };

    /// <summary>An entry as a line of the journal.</summary>
    public JournalLine LineOf(JournalEntry entry)
    {
        var part = RunPart.Words(entry.Frame);
        var words = WordsOf(entry);
        return new JournalLine(
            entry.At,
            entry.FlowId,
            entry.NodeId,
            entry.NodeId.Length > 0 ? TitleOf(entry.FlowId, entry.NodeId) : FlowName(entry.FlowId),
            part.Length > 0 ? $"{part}: {words}" : words,
            entry.Error is not null,
            entry.Kind == JournalKind.NodeNoted ? JournalNote.Of(entry)?.Value ?? default : entry.Data
        );
    }

    private string WordsOf(JournalEntry entry) =>
        entry.Kind switch
        {
            JournalKind.RunStarted => t["The run begins"],
            JournalKind.NodeStarted => t["Begins"],
            JournalKind.NodeCompleted => $"{Left(entry)} {Time(entry.DurationMilliseconds)}".TrimEnd(),
            JournalKind.NodeFailed => t["Failed with {0}: {1}", entry.Error?.Code ?? "", entry.Error?.Message ?? ""],
            JournalKind.RunSuspended => WaitOf(entry),
            JournalKind.RunResumed => t["Goes on"],
            JournalKind.NodeRetried => Retried(entry),
            JournalKind.PartStarted => t["{0} begins", RunPart.Last(entry.Port)],
            JournalKind.PartEnded => entry.Error is { } error ? t["{0} ended with an error: {1}", RunPart.Last(entry.Port), error.Message] : t["{0} ends", RunPart.Last(entry.Port)],
            JournalKind.PartCancelled => t["Stopped: nobody waits for it any more"],
            JournalKind.PartDetached => t["{0} goes on by itself", RunPart.Last(entry.Port)],
            JournalKind.Interrupted => t["{0} answers first", FlowIn(entry.Data)],
            JournalKind.CameBack => t["{0} has ended; back here", FlowIn(entry.Data)],
            JournalKind.SideStarted => t["Answers beside what the run waits for"],
            JournalKind.RunSliced => t["Others have their turn in between"],
            JournalKind.EffectStarted => t["A change of the other system is sent"],
            JournalKind.EffectSettled => entry.Error is { } refused ? t["The change failed: {0}", refused.Message] : t["The other system has answered"],
            JournalKind.RunMoved => t["The run was moved to another version of its bot"],
            JournalKind.RunCompleted => t["The run has ended"],
            JournalKind.RunFailed => t["The run stopped: {0}", entry.Error?.Message ?? ""],
            JournalKind.RunCancelled => t["The run was ended before its end"],
            JournalKind.Commanded => Command(entry),
            JournalKind.NotUnderstood => Lost(entry),
            JournalKind.SecondOpinion => Opinion(entry),
            JournalKind.Clarified => t["Several intents fit: asks which one"],
            JournalKind.Corrected => t["The visitor corrects the answer to {0}", TitleOf(entry.FlowId, entry.Data.ValueKind == JsonValueKind.String ? entry.Data.GetString() ?? "" : "")],
            JournalKind.NodeNoted => JournalNote.Of(entry)?.Message ?? "",
            _ => $"{entry.Kind}",
        };
}
