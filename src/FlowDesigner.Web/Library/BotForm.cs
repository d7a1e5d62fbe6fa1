using FlowEngine.Definition;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Library;

/// <summary>Settings of a bot while they are being changed. Plain state, tested without a browser.</summary>
internal sealed class BotForm
{
    /// <summary>Name shown to people.</summary>
    public string Name { get; set; } = "";

    /// <summary>IANA time zone.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>BCP 47 tags with commas; the first is the default.</summary>
    public string Languages { get; set; } = "";

    /// <summary>Flow that answers when nothing else does; empty for none.</summary>
    public string Fallback { get; set; } = "";

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, string> Problems { get; private set; } = new Dictionary<string, string>();

    /// <summary>Begins to change a bot.</summary>
    public static BotForm Of(BotDefinition bot) =>
        new()
        {
            Name = bot.Name,
            TimeZone = bot.TimeZone,
            Languages = string.Join(", ", bot.Languages),
            Fallback = bot.Fallback?.Flow ?? "",
        };

    /// <summary>Says what is wrong with one field.</summary>
    public string? ProblemOf(string field) => Problems.GetValueOrDefault(field);

    /// <summary>Applies the form.</summary>
    /// <param name="bot">The bot as it is.</param>
    /// <param name="text">Words of the problems.</param>
    /// <returns>The bot as it shall be; null when something is wrong.</returns>
    public BotDefinition? Apply(BotDefinition bot, IStringLocalizer<LibraryText> text)
    {
        var languages = Languages.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var problems = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(Name))
        {
            problems[nameof(Name)] = text["Give the bot a name."];
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone.Trim(), out _))
        {
            problems[nameof(TimeZone)] = text["There is no such time zone. Give one such as Europe/Berlin or UTC."];
        }

        if (languages.Length == 0)
        {
            problems[nameof(Languages)] = text["Give at least one language tag, such as en or de-AT."];
        }

        Problems = problems;
        return problems.Count > 0
            ? null
            : bot with
            {
                Name = Name.Trim(),
                TimeZone = TimeZone.Trim(),
                Languages = languages,
                Fallback = Fallback.Length == 0 ? null : new FallbackDefinition(Fallback),
            };
    }
}
