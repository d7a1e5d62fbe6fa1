using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Understanding.Entities;

namespace FlowEngine.Validation;

/// <summary>Checks settings that name something: an option, an intent, an entity, a flow, a connection, a variable.</summary>
internal sealed class ReferenceRules(ConnectorCatalog connectors, ProblemList problems)
{
    /// <summary>Kinds of entity that every bot has without declaring them.</summary>
    public static IReadOnlyList<string> BuiltInEntities { get; } = ["text", .. EntityKinds.BuiltIn, "file", "choice", "confirm"];

    public void Check(string text, FieldDefinition field, string pointer, NodeDefinition definition, FlowScope scope)
    {
        switch (field.Kind)
        {
            case FieldKind.Choice:
                CheckChoice(text, field, pointer);
                break;
            case FieldKind.Intent:
                if (!scope.Bot.Intents.ContainsKey(text))
                {
                    Missing("intent.missing", "intent", text, pointer, scope.Bot.Intents.Keys);
                }

                break;
            case FieldKind.Entity:
                if (!scope.Bot.HasEntity(text) && !BuiltInEntities.Contains(text))
                {
                    Missing("entity.missing", "entity", text, pointer, scope.Bot.EntityNames().Concat(BuiltInEntities));
                }

                break;
            case FieldKind.Flow:
                if (!scope.Flows.Contains(text))
                {
                    Missing("flow.missing", "flow", text, pointer, scope.Flows);
                }

                break;
            case FieldKind.Node:
                if (!scope.Flow.Nodes.ContainsKey(text))
                {
                    problems.Error(
                        "node.missing",
                        pointer,
                        $"This flow has no node \"{text}\".{Spelling.Suggest(text, scope.Flow.Nodes.Keys)} Choose one of its nodes."
                    );
                }

                break;
            case FieldKind.Connection:
                CheckConnection(text, pointer, definition, scope);
                break;
            case FieldKind.Variable:
                CheckVariable(text, pointer, scope);
                break;
            default:
                break;
        }
    }

    private void CheckChoice(string text, FieldDefinition field, string pointer)
    {
        var options = field.Options ?? [];
        if (options.Count > 0 && options.All(o => o.Value != text))
        {
            problems.Error(
                "config.option",
                pointer,
                $"\"{field.Label}\" cannot be \"{text}\". Use one of {string.Join(", ", options.Select(o => o.Value))}."
            );
        }
    }

    private void CheckConnection(string name, string pointer, NodeDefinition definition, FlowScope scope)
    {
        if (!scope.Bot.Connections.TryGetValue(name, out var connector))
        {
            problems.Error(
                "connection.missing",
                pointer,
                $"The bot has no connection \"{name}\".{Spelling.Suggest(name, scope.Bot.Connections.Keys)} Add it to the bot's connections or choose another."
            );
        }
        else if (definition.Connector is { } wanted && connector != wanted)
        {
            var title = connectors.TryGet(wanted, out var known) ? known.Title : wanted;
            problems.Error(
                "connection.kind",
                pointer,
                $"The connection \"{name}\" is for {connector}; {definition.Title} needs one for {title}. Choose another."
            );
        }
    }

    private void CheckVariable(string name, string pointer, FlowScope scope)
    {
        if (!Identifiers.IsName(name))
        {
            problems.Error("variable.name", pointer, $"\"{name}\" cannot name a variable. Use {FlowReader.NameSpelling}.");
        }
        else if (!scope.Declares(name))
        {
            problems.Warning(
                "variable.undeclared",
                pointer,
                $"The variable \"{name}\" is not declared. Declare it in the flow or the bot, so that others know what it holds."
            );
        }
    }

    private void Missing(string code, string what, string name, string pointer, IEnumerable<string> known) =>
        problems.Error(code, pointer, $"The bot has no {what} \"{name}\".{Spelling.Suggest(name, known)} Add it to the bot or choose another.");
}
