using System.Text.Json;

namespace FlowEngine.Definition;

/// <summary>Reads a bot out of well-formed JSON. Shape only; whether it makes sense is for the validation.</summary>
internal static class BotReader
{
    public const string LabelSpelling = "a small letter, then letters, digits and hyphens: web-shop";

    public static BotDefinition? Read(JsonElement root, string pointer, ProblemList problems)
    {
        if (
            SchemaMigrations.Bots.Bring(root, pointer, problems) is not { } element
            || ObjectReader.Open(element, pointer, "a bot", problems) is not { } bot
        )
        {
            return null;
        }

        bot.Text("$schema");
        bot.TryGet(SchemaMigrations.Member, out _);
        var id = bot.Id("id", Identifiers.IsSlug, FlowReader.SlugSpelling);
        var name = bot.Text("name", required: true, longest: 200);
        var timeZone = bot.Text("timeZone", longest: 100) ?? "UTC";
        var languages = ReadLanguages(bot, problems);
        var intents = ReadIntents(bot, problems);
        var entities = ReadEntities(bot, problems);
        var fallback = ReadFallback(bot, problems);
        var connections = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value, at) in bot.Map("connections", Identifiers.IsLabel, LabelSpelling))
        {
            connections[key] = bot.TextOf(value, at, longest: 100) ?? "";
        }

        var variables = VariableReader.Read(bot, problems);
        var channels = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (key, value, at) in bot.Map("channels", Identifiers.IsLabel, LabelSpelling))
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                problems.Error("document.type", at, $"Settings of a channel are an object {{ … }}, not {ObjectReader.Kind(value)}.");
            }

            channels[key] = value;
        }

        var interruptions = ReadInterruptions(bot, problems);
        var mocks = NodeMocks.Read(bot, problems);
        var understanding = UnderstandingReader.Read(bot, problems);
        var dialogue = DialogueReader.Read(bot, problems);
        bot.Close();
        return id is null || name is null
            ? null
            : new(id, name, timeZone, languages, intents, entities, fallback, connections, variables, channels, interruptions, mocks, understanding, dialogue);
    }

    private static List<string> ReadLanguages(ObjectReader bot, ProblemList problems)
    {
        if (!bot.TryGet("languages", out var value))
        {
            return ["en"];
        }

        List<string> languages = [.. bot.ItemsOf(value, bot.At("languages")).Select(item => bot.TextOf(item.Value, item.Pointer, 35) ?? "")];
        if (value.ValueKind == JsonValueKind.Array && languages.Count == 0)
        {
            problems.Error("document.value", bot.At("languages"), "Name at least one language, for example \"en\".");
        }

        return languages;
    }

    private static OrderedDictionary<string, IntentDefinition> ReadIntents(ObjectReader bot, ProblemList problems)
    {
        var intents = new OrderedDictionary<string, IntentDefinition>(StringComparer.Ordinal);
        foreach (var (key, value, at) in bot.Map("intents", Identifiers.IsName, FlowReader.NameSpelling))
        {
            if (ObjectReader.Open(value, at, "an intent", problems) is { } intent)
            {
                var phrases = intent.Items("phrases", required: true).Select(i => intent.TextOf(i.Value, i.Pointer, 500) ?? "");
                intents[key] = new([.. phrases], intent.Has("phrasesIn") ? ReadPhrases(intent) : null, ReadTitles(intent));
                intent.Close();
            }
        }

        return intents;
    }

    private static OrderedDictionary<string, IReadOnlyList<string>> ReadPhrases(ObjectReader intent)
    {
        var byLanguage = new OrderedDictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (language, phrases, at) in intent.Map("phrasesIn"))
        {
            byLanguage[language] = [.. intent.ItemsOf(phrases, at).Select(i => intent.TextOf(i.Value, i.Pointer, 500) ?? "")];
        }

        return byLanguage;
    }

    private static OrderedDictionary<string, string>? ReadTitles(ObjectReader intent)
    {
        if (!intent.Has("titles"))
        {
            return null;
        }

        var titles = new OrderedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (language, title, at) in intent.Map("titles"))
        {
            titles[language] = intent.TextOf(title, at, 80) ?? "";
        }

        return titles;
    }

    private static OrderedDictionary<string, EntityDefinition> ReadEntities(ObjectReader bot, ProblemList problems)
    {
        var entities = new OrderedDictionary<string, EntityDefinition>(StringComparer.Ordinal);
        foreach (var (key, value, at) in bot.Map("entities", Identifiers.IsName, FlowReader.NameSpelling))
        {
            if (ObjectReader.Open(value, at, "an entity", problems) is not { } entity)
            {
                continue;
            }

            var kind = entity.Text("kind", required: true, longest: 40) ?? "";
            var pattern = entity.Text("pattern", longest: 1000);
            OrderedDictionary<string, IReadOnlyList<string>>? values = null;
            if (entity.TryGet("values", out _))
            {
                values = new(StringComparer.Ordinal);
                foreach (var (name, synonyms, synonymsAt) in entity.Map("values"))
                {
                    values[name] = [.. entity.ItemsOf(synonyms, synonymsAt).Select(i => entity.TextOf(i.Value, i.Pointer, 200) ?? "")];
                }
            }

            var roles = ReadRoles(entity, problems);
            entity.Close();
            entities[key] = new(kind, pattern, values, roles);
        }

        return entities;
    }

    private static OrderedDictionary<string, RoleDefinition>? ReadRoles(ObjectReader entity, ProblemList problems)
    {
        if (!entity.TryGet("roles", out _))
        {
            return null;
        }

        var roles = new OrderedDictionary<string, RoleDefinition>(StringComparer.Ordinal);
        foreach (var (name, value, at) in entity.Map("roles", Identifiers.IsName, FlowReader.NameSpelling))
        {
            if (ObjectReader.Open(value, at, "a role", problems) is { } role)
            {
                roles[name] = new(ReadWords(role, "before"), ReadWords(role, "after"));
                role.Close();
            }
        }

        return roles;
    }

    private static List<string> ReadWords(ObjectReader role, string name) =>
        role.TryGet(name, out var words) ? [.. role.ItemsOf(words, role.At(name)).Select(w => role.TextOf(w.Value, w.Pointer, 100) ?? "")] : [];

    private static InterruptionSettings? ReadInterruptions(ObjectReader bot, ProblemList problems)
    {
        if (
            !bot.TryGet("interruptions", out var value)
            || ObjectReader.Open(value, bot.At("interruptions"), "settings of interruptions", problems) is not { } settings
        )
        {
            return null;
        }

        var usual = new InterruptionSettings();
        var read = new InterruptionSettings(
            RetryReader.Within(settings, "threshold", usual.Threshold, 0, 1.1, problems),
            (int)RetryReader.Within(settings, "maxDepth", usual.MaximumDepth, 0, 5, problems),
            settings.Text("returnText", longest: 500)
        );
        settings.Close();
        return read;
    }

    private static FallbackDefinition? ReadFallback(ObjectReader bot, ProblemList problems)
    {
        if (
            !bot.TryGet("fallback", out var value)
            || ObjectReader.Open(value, bot.At("fallback"), "a fallback", problems) is not { } fallback
        )
        {
            return null;
        }

        var flow = fallback.Id("flow", Identifiers.IsSlug, FlowReader.SlugSpelling);
        fallback.Close();
        return flow is null ? null : new(flow);
    }
}
