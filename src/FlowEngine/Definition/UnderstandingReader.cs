using System.Text.Json.Nodes;
using static FlowEngine.Definition.SchemaParts;

namespace FlowEngine.Definition;

/// <summary>Reads, writes and describes the member <c>understanding</c> of a bot.</summary>
internal static class UnderstandingReader
{
    private const int LongestPath = 500;
    private const int LongestModel = 200;
    private static readonly UnderstandingSettings Usual = new();
    private static readonly SecondOpinionSettings UsualOpinion = new("");

    /// <summary>The ways to ask by their names in documents.</summary>
    private static IReadOnlyList<(string Name, SecondOpinionKind Kind)> Kinds { get; } =
        [("http", SecondOpinionKind.Http), ("chat", SecondOpinionKind.Chat)];

    public static UnderstandingSettings? Read(ObjectReader bot, ProblemList problems)
    {
        if (
            !bot.TryGet("understanding", out var value)
            || ObjectReader.Open(value, bot.At("understanding"), "settings of understanding", problems) is not { } settings
        )
        {
            return null;
        }

        var read = new UnderstandingSettings(
            RetryReader.Within(settings, "threshold", Usual.Threshold, 0, 1, problems),
            ReadOpinion(settings, problems)
        );
        settings.Close();
        return read;
    }

    public static void Write(CanonicalJson json, UnderstandingSettings understanding)
    {
        json.Name("understanding").Open('{');
        json.Name("threshold").Number(understanding.Threshold);
        if (understanding.SecondOpinion is { } opinion)
        {
            json.Name("secondOpinion").Open('{');
            json.Name("connection").Text(opinion.Connection);
            json.Name("path").Text(opinion.Path);
            json.Name("kind").Text(Kinds.First(k => k.Kind == opinion.Kind).Name);
            if (opinion.Model is { } model)
            {
                json.Name("model").Text(model);
            }

            json.Name("timeoutSeconds").Number(opinion.TimeoutSeconds);
            json.Close('}');
        }

        json.Close('}');
    }

    public static JsonObject Schema() =>
        Described(
            Strict(
                new()
                {
                    ["threshold"] = Within(0, 1, "Least score of an intent that is acted upon."),
                    ["secondOpinion"] = Described(
                        Strict(
                            new()
                            {
                                ["connection"] = Text(64, "Connection of the bot, to a system that speaks HTTP."),
                                ["path"] = Text(LongestPath, "Path below its address; empty for the address itself."),
                                ["kind"] = Described(Words(Kinds.Select(k => k.Name)), "A small contract of our own, or a chat completion; http by default."),
                                ["model"] = Text(LongestModel, "Model that answers, for chat."),
                                ["timeoutSeconds"] = Within(
                                    SecondOpinionSettings.LeastSeconds,
                                    SecondOpinionSettings.MostSeconds,
                                    "Longest that a visitor waits for it; 2 by default."
                                ),
                            },
                            "connection"
                        ),
                        "Another system that gets a message, and is asked what is wanted, when the bot itself is not sure. Nobody by default."
                    ),
                }
            ),
            "How sure the bot must be of what somebody wants, and who else is asked."
        );

    private static SecondOpinionSettings? ReadOpinion(ObjectReader settings, ProblemList problems)
    {
        if (
            !settings.TryGet("secondOpinion", out var value)
            || ObjectReader.Open(value, settings.At("secondOpinion"), "a second opinion", problems) is not { } opinion
        )
        {
            return null;
        }

        var read = new SecondOpinionSettings(
            opinion.Text("connection", required: true, longest: 64) ?? "",
            opinion.Text("path", longest: LongestPath) ?? UsualOpinion.Path,
            ReadKind(opinion, problems),
            opinion.Text("model", longest: LongestModel),
            RetryReader.Within(
                opinion,
                "timeoutSeconds",
                UsualOpinion.TimeoutSeconds,
                SecondOpinionSettings.LeastSeconds,
                SecondOpinionSettings.MostSeconds,
                problems
            )
        );
        opinion.Close();
        return read;
    }

    private static SecondOpinionKind ReadKind(ObjectReader opinion, ProblemList problems)
    {
        if (opinion.Text("kind") is not { } name)
        {
            return UsualOpinion.Kind;
        }

        foreach (var (known, kind) in Kinds)
        {
            if (known == name)
            {
                return kind;
            }
        }

        problems.Error("document.value", opinion.At("kind"), $"\"{name}\" is no way to ask. Use {string.Join(" or ", Kinds.Select(k => k.Name))}.");
        return UsualOpinion.Kind;
    }
}
