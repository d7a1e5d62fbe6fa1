using FlowDesigner.Web.Wording;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Definition;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Understanding;

/// <summary>Whom a bot asks when it is not sure, as it is typed.</summary>
internal sealed class OpinionForm
{
    private static readonly string[] Fields = ["connection", "path", "model", "timeout"];

    private static readonly SecondOpinionSettings Usual = new("");

    /// <summary>Begins with what the bot says.</summary>
    /// <param name="bot">The bot.</param>
    public OpinionForm(BotDefinition bot)
    {
        var settings = bot.Understanding?.SecondOpinion;
        IsOn = settings is not null;
        settings ??= Usual;
        (Connection, Path, Kind) = (settings.Connection, settings.Path, settings.Kind);
        (Model, TimeoutSeconds) = (settings.Model ?? "", settings.TimeoutSeconds);
    }

    public bool IsOn { get; set; }

    public string Connection { get; set; }

    public string Path { get; set; }

    public SecondOpinionKind Kind { get; set; }

    public string Model { get; set; }

    public double TimeoutSeconds { get; set; }

    /// <summary>Connections that speak HTTP by name, with their connectors: the bot's own first, then others of the studio.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="known">Connections of the studio: their names and connectors.</param>
    /// <param name="connectors">Tells what they speak.</param>
    public static IReadOnlyDictionary<string, string> Choices(
        BotDefinition bot,
        IEnumerable<(string Name, string Connector)> known,
        ConnectorCatalog connectors
    ) =>
        new OrderedDictionary<string, string>(
            bot.Connections.Select(c => (Name: c.Key, Connector: c.Value))
                .Concat(known)
                .DistinctBy(c => c.Name)
                .Where(c => connectors.TryGet(c.Connector, out var connector) && connector.BaseAddress is not null)
                .Select(c => KeyValuePair.Create(c.Name, c.Connector)),
            StringComparer.Ordinal
        );

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    /// <param name="text">The words of the page.</param>
    /// <param name="field">Its name: connection, path, model or timeout.</param>
    public LocalizedString? ProblemOf(IStringLocalizer<UnderstandingText> text, string field) =>
        field switch
        {
            "connection" when Connection.Length == 0 => text["Choose the connection to the system that is asked."],
            "path" when !HttpPaths.IsBelow(Path.Trim()) => text["Give a path below the address of the connection, without a question mark."],
            "model" when Kind == SecondOpinionKind.Chat && string.IsNullOrWhiteSpace(Model) => text["Give the name of a model that the service offers."],
            "timeout" when TimeoutSeconds is not (>= SecondOpinionSettings.LeastSeconds and <= SecondOpinionSettings.MostSeconds) => text["Give 0.2 to 10 seconds."],
            _ => null,
        };

    /// <summary>True when it can be saved.</summary>
    /// <param name="text">The words of the page.</param>
    public bool IsGood(IStringLocalizer<UnderstandingText> text) =>
        !IsOn || Fields.All(field => ProblemOf(text, field) is null);

    /// <summary>Puts it into the bot, with the connection where the bot did not use it yet.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="choices">Connections that may be chosen.</param>
    public BotDefinition Apply(BotDefinition bot, IReadOnlyDictionary<string, string> choices)
    {
        var before = bot.Understanding;
        if (!IsOn)
        {
            return before is null ? bot : bot with { Understanding = before with { SecondOpinion = null } };
        }

        var settings = new SecondOpinionSettings(
            Connection,
            Path.Trim().TrimStart('/'),
            Kind,
            Kind == SecondOpinionKind.Chat ? Model.Trim() : null,
            Math.Round(TimeoutSeconds, 2)
        );
        var connections = bot.Connections.ContainsKey(Connection)
            ? bot.Connections
            : new OrderedDictionary<string, string>([.. bot.Connections, KeyValuePair.Create(Connection, choices[Connection])], StringComparer.Ordinal);
        return bot with { Connections = connections, Understanding = (before ?? new UnderstandingSettings()) with { SecondOpinion = settings } };
    }
}
