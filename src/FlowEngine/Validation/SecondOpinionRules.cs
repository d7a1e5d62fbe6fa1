using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Definition;

namespace FlowEngine.Validation;

/// <summary>Checks whom a bot asks when it is not sure.</summary>
internal static class SecondOpinionRules
{
    private const string Pointer = "/understanding/secondOpinion";

    public static void Check(BotDefinition bot, ConnectorCatalog connectors, ProblemList problems)
    {
        if (bot.Understanding?.SecondOpinion is not { } opinion)
        {
            return;
        }

        if (!bot.Connections.TryGetValue(opinion.Connection, out var connector))
        {
            problems.Error(
                "connection.missing",
                $"{Pointer}/connection",
                $"The second opinion uses the connection \"{opinion.Connection}\", which the bot does not have.{Spelling.Suggest(opinion.Connection, bot.Connections.Keys)} Add it to the bot's connections or choose another."
            );
        }
        else if (connectors.TryGet(connector, out var known) && known.BaseAddress is null)
        {
            problems.Error(
                "opinion.connection",
                $"{Pointer}/connection",
                $"The connection \"{opinion.Connection}\" is for {known.Title}, which does not speak HTTP. Choose a connection to a web address."
            );
        }

        if (!HttpPaths.IsBelow(opinion.Path))
        {
            problems.Error("opinion.path", $"{Pointer}/path", "The path leaves the address of the connection. Give a path below it, such as chat/completions, without a query.");
        }

        if (opinion.Kind == SecondOpinionKind.Chat && string.IsNullOrWhiteSpace(opinion.Model))
        {
            problems.Error("opinion.model", $"{Pointer}/model", "A chat completion needs the name of a model. Give the one that your service offers.");
        }

        if (bot.Intents.Count == 0)
        {
            problems.Warning("opinion.intents", Pointer, "A second opinion chooses among the bot's intents, and the bot has none. Add some.");
        }
    }
}
