using System.Text.Json;
using FlowEngine.Definition;

namespace FlowEngine.Testing.Documents;

/// <summary>Reads one step of a test. Its first members say what kind of step it is.</summary>
internal static class TestStepReader
{
    /// <summary>Members that make a step what it is; those of one line belong to one step.</summary>
    private static readonly string[][] Kinds =
    [
        ["says"],
        ["presses"],
        ["waits"],
        ["returns"],
        ["event"],
        ["triggers"],
        ["text", "buttons", "card"],
        ["note"],
        ["emits"],
        ["responds"],
        ["noMore"],
        ["variable"],
        ["call"],
        ["node"],
        ["handoff"],
        ["end"],
    ];

    public static TestStep? Read(JsonElement element, string pointer, ProblemList problems)
    {
        if (ObjectReader.Open(element, pointer, "a step", problems) is not { } step)
        {
            return null;
        }

        var kinds = Kinds.Where(names => names.Any(step.Has)).ToList();
        if (kinds is not [var kind])
        {
            var known = string.Join(", ", Kinds.SelectMany(names => names));
            problems.Error(
                "test.step",
                pointer,
                kinds.Count == 0
                    ? $"The step does not say what happens or what is expected. Give it one of {known}."
                    : $"The step is several at once: {string.Join(", ", kinds.Select(k => k[0]))}. Make a step of each."
            );
            return null;
        }

        var before = problems.Count;
        var read = ReadKind(kind[0], step, problems);
        step.Close();
        return problems.Count > before ? null : read;
    }

    /// <summary>Reads a span of time such as <c>1h 30m</c>.</summary>
    public static TimeSpan? ReadSpan(ObjectReader reader, string name, ProblemList problems)
    {
        if (reader.Text(name, longest: 100) is not { } text)
        {
            return null;
        }

        var span = Spans.Read(text);
        if (span is null)
        {
            problems.Error(
                "document.value",
                reader.At(name),
                $"\"{text}\" is no span of time. Write it as 30s, 5m, 1h 30m or 2d; 500ms for parts of a second."
            );
        }

        return span;
    }

    private static TestStep? ReadKind(string kind, ObjectReader step, ProblemList problems)
    {
        var at = step.Pointer;
        switch (kind)
        {
            case "says":
                return new TestStep.Says(at, step.Text("says") ?? "");
            case "presses":
                return new TestStep.Presses(at, step.Text("presses", required: true) ?? "");
            case "waits":
                return new TestStep.Waits(at, ReadSpan(step, "waits", problems) ?? TimeSpan.Zero);
            case "returns":
                OnlyTrue(step, "returns", problems);
                return new TestStep.Returns(at);
            case "event":
                return new TestStep.Event(at, ReadName(step, "event"), step.Text("correlation", longest: 200), step.Any("data"));
            case "triggers":
                return new TestStep.Triggers(at, step.Text("flow", longest: Identifiers.MaximumLength), ReadName(step, "triggers"), step.Any("data"));
            case "text":
                return ReadMessage(step, problems);
            case "note":
                return ReadMatch(step, "note", problems) is { } note ? new TestStep.Note(at, note) : null;
            case "emits":
                return new TestStep.Emits(at, ReadName(step, "emits"), ReadMatch(step, "correlation", problems), step.Any("data"));
            case "responds":
                return new TestStep.Responds(at, step.Integer("responds", absent: 200), step.Any("body"));
            case "noMore":
                OnlyTrue(step, "noMore", problems);
                return new TestStep.NoMore(at);
            case "variable":
                step.Require("equals", out var value);
                return new TestStep.Variable(at, step.Text("variable", required: true, longest: 1000) ?? "", value);
            case "call":
                return ReadCall(step, problems);
            case "node":
                return new TestStep.Node(
                    at,
                    step.Text("flow", longest: Identifiers.MaximumLength),
                    step.Text("node", required: true, longest: Identifiers.MaximumLength) ?? "",
                    step.Text("port", longest: Identifiers.MaximumLength),
                    ReadTimes(step, problems)
                );
            case "handoff":
                return ReadHandoff(step, problems);
            default:
                return new TestStep.End(at, step.Boolean("end", absent: true), step.Text("error", longest: 100));
        }
    }

    private static TestStep.Message ReadMessage(ObjectReader step, ProblemList problems)
    {
        var text = ReadMatch(step, "text", problems);
        var buttons = step.Has("buttons")
            ? step.Items("buttons").Select(b => TextMatchReader.Read(b.Value, b.Pointer, problems)).OfType<TextMatch>().ToList()
            : null;
        return new(step.Pointer, text, buttons, step.Any("card"));
    }

    private static string ReadName(ObjectReader step, string name) => step.Text(name, required: true, longest: 100) ?? "";

    private static TextMatch? ReadMatch(ObjectReader step, string name, ProblemList problems) =>
        step.TryGet(name, out var expected) ? TextMatchReader.Read(expected, step.At(name), problems) : null;

    private static TestStep.Call? ReadCall(ObjectReader step, ProblemList problems)
    {
        var times = ReadTimes(step, problems);
        step.TryGet("call", out var value);
        if (value.ValueKind == JsonValueKind.String)
        {
            return new(step.Pointer, new CallPattern(value.GetString(), null), times);
        }

        if (ObjectReader.Open(value, step.At("call"), "a call", problems) is not { } call)
        {
            return null;
        }

        var request = MockReader.ReadRequest(call, problems);
        call.Close();
        return new(step.Pointer, new CallPattern(null, request), times);
    }

    private static TestStep.Handoff ReadHandoff(ObjectReader step, ProblemList problems)
    {
        step.TryGet("handoff", out var value);
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? new(step.Pointer, value.GetBoolean(), null)
            : new(step.Pointer, true, TextMatchReader.Read(value, step.At("handoff"), problems));
    }

    private static int? ReadTimes(ObjectReader step, ProblemList problems)
    {
        if (!step.TryGet("times", out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var times) && times >= 0)
        {
            return times;
        }

        problems.Error("document.type", step.At("times"), $"\"times\" is a whole number from 0, not {ObjectReader.Kind(value)}.");
        return null;
    }

    private static void OnlyTrue(ObjectReader step, string name, ProblemList problems)
    {
        if (!step.Boolean(name, absent: true))
        {
            problems.Error("document.value", step.At(name), $"\"{name}\" can only be true. Leave the step out otherwise.");
        }
    }
}
