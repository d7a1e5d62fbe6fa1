using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Understanding;

namespace FlowEngine.Running;

/// <summary>What names in expressions mean at one point of a run. One object per turn; only what is read is made.</summary>
internal sealed class RunScope(BotProgram program, TurnHost host, RunState run) : IExpressionScope
{
    private readonly Dictionary<string, JsonElement> _nodes = new(StringComparer.Ordinal);
    private VisitorInput? _read;
    private Understood? _understood;
    private JsonElement _inputText;
    private FrameState? _frame;
    private FrameState? _data;

    /// <summary>The flow of the current frame.</summary>
    public FlowProgram? Flow { get; private set; }

    public IReadOnlyCollection<string> Roots { get; } = ["vars", "input", "contact", "conversation", "nodes", "event", "item", "index", "env"];

    /// <summary>The clock of the turn; every evaluation has its own chance, the same when the turn is replayed.</summary>
    public EvaluationSettings Settings =>
        new(host.Now, program.Zone, host.Conversation.Language, unchecked((host.RandomSeed * 397) ^ (int)run.Steps));

    /// <summary>Says which frame runs.</summary>
    public void Enter(FlowProgram flow, FrameState frame, FrameState data)
    {
        (Flow, _frame) = (flow, frame);
        if (!ReferenceEquals(_data, data))
        {
            _data = data;
            _nodes.Clear();
        }
    }

    /// <summary>Says that a node has a new output or error.</summary>
    public void Forget(string nodeId) => _nodes.Remove(nodeId);

    /// <summary>Says that many outputs have changed.</summary>
    public void ForgetAll() => _nodes.Clear();

    public bool IsObject(string root) => root is "vars" or "input" or "contact" or "conversation" or "nodes";

    public bool TryGetMember(string root, string member, out JsonElement value)
    {
        value = root switch
        {
            "vars" => Variable(member),
            "input" => Input(member),
            "nodes" => Node(member),
            "contact" when member == "id" => JsonValues.Of(host.Conversation.ContactId),
            "contact" when member == "name" => JsonValues.Of(host.Conversation.ContactName),
            "conversation" when member == "id" => JsonValues.Of(host.Conversation.Id),
            "conversation" when member == "channel" => JsonValues.Of(host.Conversation.Channel),
            "conversation" when member == "language" => JsonValues.Of(host.Conversation.Language),
            "event" => MemberOf(run.Event, member),
            "item" => MemberOf(Round()?.Item ?? default, member),
            "env" => MemberOf(host.Environment, member),
            _ => default,
        };
        return value.ValueKind != JsonValueKind.Undefined;
    }

    public bool TryGetRoot(string root, out JsonElement value)
    {
        value = root switch
        {
            "vars" => All(root, VariableNames()),
            "input" => All(root, InputMembers),
            "nodes" => All(root, Flow is null ? [] : Flow.Definition.Nodes.Keys),
            "contact" => All(root, ContactMembers),
            "conversation" => All(root, ConversationMembers),
            "event" => run.Event,
            "item" => Round()?.Item ?? default,
            "index" => Round() is { Index: { } index } ? JsonSerializer.SerializeToElement(index) : default,
            "env" => host.Environment.ValueKind == JsonValueKind.Undefined ? All(root, []) : host.Environment,
            _ => default,
        };
        return value.ValueKind != JsonValueKind.Undefined;
    }

    private static string[] InputMembers { get; } = ["text", "files", "intent", "score", "entities", "value", "language", "frustration"];

    private static string[] ContactMembers { get; } = ["id", "name"];

    private static string[] ConversationMembers { get; } = ["id", "channel", "language"];

    private static JsonElement MemberOf(JsonElement value, string member) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(member, out var found) ? found : default;

    /// <summary>The innermost round of a loop around the current node.</summary>
    private FrameState? Round()
    {
        var frame = _frame;
        while (frame is { Index: null })
        {
            frame = frame.SeesParent ? run.FindFrame(frame.Parent) : null;
        }

        return frame;
    }

    private JsonElement Variable(string name)
    {
        for (var data = _data; data is not null; data = FrameTree.DataAround(run, data))
        {
            if (data.Variables.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return run.Variables.TryGetValue(name, out var ofBot) ? ofBot : Declared(name) is null ? default : JsonValues.Null;
    }

    private VariableDefinition? Declared(string name) =>
        Flow is not null && Flow.Definition.Variables.TryGetValue(name, out var variable)
            ? variable
            : program.Bot.Variables.GetValueOrDefault(name);

    private IEnumerable<string> VariableNames() =>
        OwnNames()
            .Concat(run.Variables.Keys)
            .Concat(Flow?.Definition.Variables.Keys ?? [])
            .Concat(program.Bot.Variables.Keys)
            .Distinct(StringComparer.Ordinal);

    private IEnumerable<string> OwnNames()
    {
        for (var data = _data; data is not null; data = FrameTree.DataAround(run, data))
        {
            foreach (var name in data.Variables.Keys)
            {
                yield return name;
            }
        }
    }

    private JsonElement Node(string id)
    {
        if (_nodes.TryGetValue(id, out var cached))
        {
            return cached;
        }

        JsonElement output = default;
        NodeError? error = null;
        for (var data = _data; data is not null; data = FrameTree.DataAround(run, data))
        {
            if (data.Outputs.TryGetValue(id, out output) | data.Errors.TryGetValue(id, out error))
            {
                return _nodes[id] = WriteNode(output, error);
            }
        }

        return Flow?.IndexOf(id) >= 0 ? _nodes[id] = WriteNode(default, null) : default;
    }

    private static JsonElement WriteNode(JsonElement output, NodeError? error) =>
        JsonValues.Write(writer =>
        {
            writer.WriteStartObject();
            JsonValues.WriteValue(writer, "output", output);
            if (error is not null)
            {
                writer.WriteStartObject("error");
                writer.WriteString("code", error.Code);
                writer.WriteString("message", error.Message);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        });

    private JsonElement Input(string member)
    {
        if (run.Input is not { } input)
        {
            return default;
        }

        if (!ReferenceEquals(_read, input))
        {
            (_read, _understood, _inputText) = (input, null, default);
        }

        return member switch
        {
            "text" => _inputText.ValueKind == JsonValueKind.Undefined ? _inputText = JsonValues.Of(input.Text) : _inputText,
            "value" => input.Value,
            "files" => FilesOf(input),
            "intent" => JsonValues.Of(Understand(input).Best?.Intent),
            "score" => JsonSerializer.SerializeToElement(Understand(input).Best?.Score ?? 0),
            "frustration" => JsonValues.OfNumber(run.Dialogue?.Frustration ?? 0),
            "entities" => Entities(Understand(input)),
            "language" => JsonValues.Of(Understand(input).Language ?? host.Conversation.Language),
            _ => default,
        };
    }

    /// <summary>What was understood of a message; read once a turn.</summary>
    internal Understood Understand(VisitorInput input)
    {
        if (!ReferenceEquals(_read, input))
        {
            (_read, _understood, _inputText) = (input, null, default);
        }

        if (_understood is null)
        {
            var own = program.Understanding.Understand(
                input.Text,
                new UnderstandingContext(host.Conversation.Language, input.At, VisitorZone.Of(host.Conversation, program.Zone))
            );
            _understood = input.Opinion?.Decide(own) ?? own;
        }

        return _understood;
    }

    private static JsonElement FilesOf(VisitorInput input) =>
        JsonValues.Write(writer =>
        {
            writer.WriteStartArray();
            foreach (var file in input.Files ?? [])
            {
                file.ToJson().WriteTo(writer);
            }

            writer.WriteEndArray();
        });

    /// <summary>The first value of each entity by its id, and of each role by its name.</summary>
    private static JsonElement Entities(Understood understood) =>
        JsonValues.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (var first in understood.Entities.DistinctBy(e => e.Entity))
            {
                JsonValues.WriteValue(writer, first.Entity, first.Value);
            }

            foreach (var first in understood.Entities.Where(e => e.Role is not null).DistinctBy(e => e.Role))
            {
                JsonValues.WriteValue(writer, first.Role!, first.Value); // those without a role were left out
            }

            writer.WriteEndObject();
        });

    private JsonElement All(string root, IEnumerable<string> members) =>
        JsonValues.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (var member in members)
            {
                if (TryGetMember(root, member, out var value))
                {
                    JsonValues.WriteValue(writer, member, value);
                }
            }

            writer.WriteEndObject();
        });
}
