using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Running;
using FlowEngine.Testing.Documents;
using FlowEngine.Testing.Mocking;

namespace FlowEngine.Testing;

/// <summary>What expectations look at.</summary>
/// <param name="Bundle">The bot.</param>
/// <param name="Chat">The conversation.</param>
/// <param name="Calls">Requests since the latest input.</param>
/// <param name="Journal">What the flows did since the latest input.</param>
/// <param name="Emitted">Events that were told since the latest input.</param>
/// <param name="Notes">Notes for the agents since the latest input.</param>
internal sealed record Seen(
    BotBundle Bundle,
    SimulatedConversation Chat,
    IReadOnlyList<MadeCall> Calls,
    IReadOnlyList<JournalEntry> Journal,
    IReadOnlyList<EmittedEvent> Emitted,
    IReadOnlyList<string> Notes
);

/// <summary>Compares what a test expects with what happened.</summary>
internal static class Expectations
{
    private const int ShownCharacters = 1000;

    public static string Quote(string text) => $"\"{text}\"";

    public static string Describe(TestStep.Message message)
    {
        var text = message.Text?.ToString() ?? (message.Card.ValueKind == JsonValueKind.Undefined ? "a message" : $"a card with {Show(message.Card)}");
        return message.Buttons is null ? text : $"{text} with the buttons {List(message.Buttons)}";
    }

    /// <summary>Where a run stands, for people.</summary>
    public static string StateOf(RunState? run) =>
        run switch
        {
            null => "no run",
            { Error: { } error } => $"failed with {error.Code}: {error.Message}",
            _ => run.Status.ToString(),
        };

    public static FlowTestFailure? Check(TestStep.Message expected, SimulatedMessage message)
    {
        if (expected.Text is { } text && !text.Fits(message.Text))
        {
            return new(expected.Pointer, "The bot says something else.", text.ToString(), Quote(message.Text));
        }

        if (expected.Card.ValueKind != JsonValueKind.Undefined)
        {
            var cards = (message.Attachments ?? []).Select(a => JsonSerializer.SerializeToElement(a, RunJson.Default.MessageAttachment)).ToList();
            if (!cards.Exists(c => JsonMatch.Fits(expected.Card, c)))
            {
                return new(expected.Pointer, "The message has no such card.", Show(expected.Card), cards.Count == 0 ? "no cards" : List(cards.Select(Show)));
            }
        }

        var titles = message.Buttons.Select(b => b.Title).ToList();
        return expected.Buttons is { } buttons && !(buttons.Count == titles.Count && buttons.Zip(titles).All(p => p.First.Fits(p.Second)))
            ? new(expected.Pointer, "The message has other buttons.", List(buttons), List(titles.Select(Quote)))
            : null;
    }

    public static FlowTestFailure? Check(TestStep step, Seen seen) =>
        step switch
        {
            TestStep.Variable variable => Check(variable, seen),
            TestStep.Call call => Check(call, seen),
            TestStep.Node node => Check(node, seen),
            TestStep.Handoff handoff => Check(handoff, seen),
            TestStep.End end => Check(end, seen),
            TestStep.Note note => seen.Notes.Any(note.Text.Fits)
                ? null
                : new(note.Pointer, "No such note was left since the latest input.", note.Text.ToString(), seen.Notes.Count == 0 ? "no notes" : List(seen.Notes.Select(Quote))),
            TestStep.Emits emits => Check(emits, seen),
            TestStep.Responds responds => Check(responds, seen.Chat.Response),
            _ => throw new ArgumentException($"{step.GetType().Name} is no expectation."),
        };

    private static FlowTestFailure? Check(TestStep.Variable expected, Seen seen)
    {
        var actual = JsonMatch.Find(seen.Chat.Variables, expected.Path);
        return JsonElement.DeepEquals(expected.Value, actual.ValueKind == JsonValueKind.Undefined ? JsonValues.Null : actual)
            ? null
            : new(expected.Pointer, $"{expected.Path} has another value.", Show(expected.Value), Show(actual));
    }

    private static FlowTestFailure? Check(TestStep.Call expected, Seen seen)
    {
        if (expected.Pattern.Request is { } request)
        {
            var sent = seen.Calls.Count(c => c.Fits(request));
            var all = seen.Calls.Count == 0 ? "no requests" : List(seen.Calls.Select(c => c.ToString()));
            return Count(expected.Pointer, "Other requests were sent since the latest input.", expected.Times, sent, Describe(request), all);
        }

        var operation = expected.Pattern.Operation;
        var done = seen.Journal.Where(IsLeft).Select(e => TypeOf(seen.Bundle, e)).OfType<string>().ToList();
        return Count(
            expected.Pointer,
            "Other operations were executed since the latest input.",
            expected.Times,
            done.Count(type => type == operation),
            operation ?? "",
            done.Count == 0 ? "no nodes" : List(done.Distinct())
        );
    }

    private static FlowTestFailure? Check(TestStep.Node expected, Seen seen)
    {
        if (!seen.Bundle.Flows.Values.Any(f => (expected.Flow ?? f.Id) == f.Id && f.Nodes.ContainsKey(expected.Id)))
        {
            return new(expected.Pointer, $"There is no node {expected.Id} in {(expected.Flow is { } id ? $"the flow {id}" : "the bot")}.");
        }

        var left = seen.Journal.Where(e => expected.Port is null ? IsLeft(e) || e.Kind == JournalKind.RunSuspended : IsLeft(e)).ToList();
        var visits = left.Where(e => e.NodeId == expected.Id
                && (expected.Flow ?? e.FlowId) == e.FlowId
                && (expected.Port ?? e.Port) == e.Port)
            .Select(e => (e.RunId, e.Visit, e.FlowId))
            .Distinct()
            .Count();
        var way = left.Count == 0 ? "no nodes" : string.Join(" → ", left.Select(e => e.Port is null ? e.NodeId : $"{e.NodeId}.{e.Port}"));
        var what = expected.Port is null ? expected.Id : $"{expected.Id}.{expected.Port}";
        return Count(expected.Pointer, "The run went another way since the latest input.", expected.Times, visits, what, way);
    }

    private static FlowTestFailure? Check(TestStep.Emits expected, Seen seen)
    {
        var told = seen.Emitted.Any(e =>
            e.Name == expected.Name
            && (expected.Correlation is not { } correlation || correlation.Fits(e.Correlation ?? ""))
            && (expected.Data.ValueKind == JsonValueKind.Undefined || JsonMatch.Fits(expected.Data, e.Data))
        );
        var instead = seen.Emitted.Select(e => $"{e.Name} {e.Correlation} {Show(e.Data)}");
        return told
            ? null
            : new(expected.Pointer, "No such event was told since the latest input.", expected.Name, seen.Emitted.Count == 0 ? "no events" : List(instead));
    }

    private static FlowTestFailure? Check(TestStep.Responds expected, FlowResponse? response)
    {
        if (response?.Status != expected.Status)
        {
            return new(expected.Pointer, "The flow has answered otherwise.", $"status {expected.Status}", response is null ? "no answer" : $"status {response.Status}");
        }

        return expected.Body.ValueKind == JsonValueKind.Undefined || JsonMatch.Fits(expected.Body, response.Body)
            ? null
            : new(expected.Pointer, "The flow has answered with another body.", Show(expected.Body), Show(response.Body));
    }

    private static FlowTestFailure? Check(TestStep.Handoff expected, Seen seen)
    {
        var reason = seen.Chat.HandoffReason;
        if (reason is null == expected.Expected)
        {
            return expected.Expected
                ? new(expected.Pointer, "The conversation was not handed over.")
                : new(expected.Pointer, "The conversation was handed over.", "no handoff", Quote(reason ?? ""));
        }

        return expected.Reason is { } wanted && !wanted.Fits(reason ?? "")
            ? new(expected.Pointer, "The conversation was handed over for another reason.", wanted.ToString(), Quote(reason ?? ""))
            : null;
    }

    private static FlowTestFailure? Check(TestStep.End expected, Seen seen)
    {
        var run = seen.Chat.Run;
        var hasEnded = run is { HasEnded: true };
        var state = StateOf(run);
        if (hasEnded != expected.Expected)
        {
            return new(expected.Pointer, expected.Expected ? "The run has not ended." : "The run has ended.", null, state);
        }

        return hasEnded && run?.Error?.Code != expected.Error
            ? new(expected.Pointer, "The run ended in another way.", expected.Error is { } code ? $"failed with {code}" : "no error", state)
            : null;
    }

    private static FlowTestFailure? Count(string pointer, string message, int? wanted, int there, string what, string instead)
    {
        if (wanted is { } times ? there == times : there > 0)
        {
            return null;
        }

        var expected = wanted is { } number ? $"{what}, {number} times" : what;
        return new(pointer, message, expected, there == 0 ? instead : $"{there} times; {instead}");
    }

    private static bool IsLeft(JournalEntry entry) => entry.Kind is JournalKind.NodeCompleted or JournalKind.NodeFailed;

    private static string? TypeOf(BotBundle bundle, JournalEntry entry) =>
        bundle.Flows.TryGetValue(entry.FlowId, out var flow) && flow.Nodes.TryGetValue(entry.NodeId, out var node) ? node.Type : null;

    private static string Describe(RequestPattern request)
    {
        var text = $"{request.Method ?? "any method"} {request.Path ?? "any path"}";
        text = request.Query.Count > 0 ? $"{text}?{string.Join('&', request.Query.Select(q => $"{q.Key}={q.Value}"))}" : text;
        text = request.Connection is { } connection ? $"{text} over {connection}" : text;
        return request.Body.ValueKind == JsonValueKind.Undefined ? text : $"{text} with {Show(request.Body)}";
    }

    private static string Show(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.Undefined ? "nothing" : value.GetRawText();
        return text.Length <= ShownCharacters ? text : string.Concat(text.AsSpan(0, ShownCharacters), "…");
    }

    private static string List<T>(IEnumerable<T> items) => string.Join(", ", items) is { Length: > 0 } list ? list : "none";
}
