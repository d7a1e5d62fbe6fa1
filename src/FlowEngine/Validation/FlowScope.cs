using FlowEngine.Definition;

namespace FlowEngine.Validation;

/// <summary>What the settings of a flow may refer to.</summary>
/// <param name="Bot">The bot.</param>
/// <param name="Flow">The flow.</param>
/// <param name="Flows">Ids of all flows of the bot.</param>
internal sealed record FlowScope(BotDefinition Bot, FlowDefinition Flow, IReadOnlySet<string> Flows)
{
    public bool Declares(string variable) => Flow.Variables.ContainsKey(variable) || Bot.Variables.ContainsKey(variable);
}
