using System.Text.Json;
using System.Text.Json.Nodes;
using FlowEngine.Running;
using static FlowEngine.Definition.SchemaParts;

namespace FlowEngine.Definition;

/// <summary>
/// Made-up answers in <c>bot.json</c>, by flow and node:
/// <c>"mocks": { "order-status": { "find": { "port": "found", "output": { … } } } }</c>.
/// </summary>
internal static class NodeMocks
{
    private const string Member = "mocks";

    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, NodeMock>>? Read(ObjectReader bot, ProblemList problems)
    {
        if (!bot.Has(Member))
        {
            return null;
        }

        var flows = new OrderedDictionary<string, IReadOnlyDictionary<string, NodeMock>>(StringComparer.Ordinal);
        foreach (var (flow, value, at) in bot.Map(Member, Identifiers.IsSlug, FlowReader.SlugSpelling))
        {
            if (ObjectReader.Open(value, at, "the made-up answers of a flow", problems) is not { } members)
            {
                continue;
            }

            var nodes = new OrderedDictionary<string, NodeMock>(StringComparer.Ordinal);
            foreach (var id in value.EnumerateObject().Select(m => m.Name).Distinct())
            {
                if (!Identifiers.IsName(id))
                {
                    problems.Error("document.id", members.At(id), $"\"{id}\" is not an id. Ids are {FlowReader.NameSpelling}");
                }
                else if (members.Require(id, out var answer) && ReadOne(answer, members.At(id), problems) is { } mock)
                {
                    nodes[id] = mock;
                }
            }

            flows[flow] = nodes;
        }

        return flows;
    }

    public static void Write(CanonicalJson json, IReadOnlyDictionary<string, IReadOnlyDictionary<string, NodeMock>>? mocks)
    {
        if (mocks is not { Count: > 0 })
        {
            return;
        }

        json.Name(Member).Open('{');
        foreach (var (flow, nodes) in mocks.Where(f => f.Value.Count > 0))
        {
            json.Name(flow).Open('{');
            foreach (var (id, mock) in nodes)
            {
                json.Name(id);
                WriteOne(json, mock);
            }

            json.Close('}');
        }

        json.Close('}');
    }

    public static JsonObject Schema() =>
        Described(
            Map(Slug, Map(Name, Answer())),
            "Answers that stand in for calls in the test chat of the editor, by flow and node. Published bots never use them."
        );

    private static NodeMock? ReadOne(JsonElement value, string at, ProblemList problems)
    {
        if (ObjectReader.Open(value, at, "a made-up answer", problems) is not { } mock)
        {
            return null;
        }

        var port = mock.Text("port", longest: 100);
        var output = mock.Any("output");
        var error = ReadError(mock, problems);
        var isOff = mock.Boolean("off", absent: false);
        mock.Close();
        if ((port is null) == (error is null))
        {
            problems.Error("document.value", at, "A made-up answer has either the port that the node leaves by or an error.");
            return null;
        }

        return new NodeMock(port, output, error, isOff);
    }

    private static NodeError? ReadError(ObjectReader mock, ProblemList problems)
    {
        if (
            !mock.TryGet("error", out var value)
            || ObjectReader.Open(value, mock.At("error"), "an error", problems) is not { } error
        )
        {
            return null;
        }

        var code = error.Text("code", required: true, longest: 100) ?? "";
        var message = error.Text("message", longest: 1000) ?? "";
        var retryable = error.Boolean("retryable", absent: false);
        error.Close();
        return new NodeError(code, message, retryable);
    }

    private static void WriteOne(CanonicalJson json, NodeMock mock)
    {
        json.Open('{');
        if (mock.Port is { } port)
        {
            json.Name("port").Text(port);
        }

        if (mock.Output.ValueKind != JsonValueKind.Undefined)
        {
            json.Name("output").Value(mock.Output);
        }

        if (mock.Error is { } error)
        {
            json.Name("error").Open('{');
            json.Name("code").Text(error.Code);
            json.Name("message").Text(error.Message);
            if (error.Retryable)
            {
                json.Name("retryable").Value(JsonElement.Parse("true"));
            }

            json.Close('}');
        }

        if (mock.IsOff)
        {
            json.Name("off").Value(JsonElement.Parse("true"));
        }

        json.Close('}');
    }

    private static JsonObject Answer() =>
        Strict(
            new()
            {
                ["port"] = Text(100, "Port that the node leaves by; with an error there is none."),
                ["output"] = Described([], "What the node gives on."),
                ["error"] = Described(
                    Strict(
                        new()
                        {
                            ["code"] = Text(100, "Code of the error, for example http.timeout."),
                            ["message"] = Text(1000, "What happened, for people."),
                            ["retryable"] = Boolean("True when another attempt may help."),
                        },
                        "code"
                    ),
                    "How the node fails."
                ),
                ["off"] = Boolean("True while the other system is asked all the same."),
            }
        );
}
