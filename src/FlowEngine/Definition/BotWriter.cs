namespace FlowEngine.Definition;

/// <summary>Writes a bot with its members in fixed order; what is empty is left out.</summary>
internal static class BotWriter
{
    public static void Write(CanonicalJson json, BotDefinition bot, string? schema)
    {
        json.Open('{');
        FlowWriter.WriteHead(json, schema, bot.Id, bot.Name);
        json.Name("timeZone").Text(bot.TimeZone);
        WriteTexts(json.Name("languages"), bot.Languages);
        if (bot.Intents.Count > 0)
        {
            json.Name("intents").Open('{');
            foreach (var (id, intent) in bot.Intents)
            {
                json.Name(id).Open('{');
                WriteTexts(json.Name("phrases"), intent.Phrases);
                WriteLists(json, "phrasesIn", intent.PhrasesIn);
                if (intent.Titles is { } titles)
                {
                    json.Name("titles").Open('{');
                    foreach (var (language, title) in titles)
                    {
                        json.Name(language).Text(title);
                    }

                    json.Close('}');
                }

                json.Close('}');
            }

            json.Close('}');
        }

        WriteEntities(json, bot.Entities);
        if (bot.Fallback is { } fallback)
        {
            json.Name("fallback").Open('{');
            json.Name("flow").Text(fallback.Flow);
            json.Close('}');
        }

        if (bot.Connections.Count > 0)
        {
            json.Name("connections").Open('{');
            foreach (var (name, connector) in bot.Connections)
            {
                json.Name(name).Text(connector);
            }

            json.Close('}');
        }

        FlowWriter.WriteVariables(json, bot.Variables);
        if (bot.Channels.Count > 0)
        {
            json.Name("channels").Open('{');
            foreach (var (key, settings) in bot.Channels)
            {
                json.Name(key).Value(settings);
            }

            json.Close('}');
        }

        if (bot.Interruptions is { } interruptions)
        {
            json.Name("interruptions").Open('{');
            json.Name("threshold").Number(interruptions.Threshold);
            json.Name("maxDepth").Number(interruptions.MaximumDepth);
            if (interruptions.ReturnText is { } text)
            {
                json.Name("returnText").Text(text);
            }

            json.Close('}');
        }

        NodeMocks.Write(json, bot.Mocks);
        if (bot.Understanding is { } understanding)
        {
            UnderstandingReader.Write(json, understanding);
        }

        if (bot.Dialogue is { } dialogue)
        {
            DialogueReader.Write(json, dialogue);
        }

        json.Close('}');
    }

    private static void WriteEntities(CanonicalJson json, IReadOnlyDictionary<string, EntityDefinition> entities)
    {
        if (entities.Count == 0)
        {
            return;
        }

        json.Name("entities").Open('{');
        foreach (var (id, entity) in entities)
        {
            json.Name(id).Open('{');
            json.Name("kind").Text(entity.Kind);
            if (entity.Pattern is { } pattern)
            {
                json.Name("pattern").Text(pattern);
            }

            WriteLists(json, "values", entity.Values);
            if (entity.Roles is { Count: > 0 } roles)
            {
                json.Name("roles").Open('{');
                foreach (var (name, role) in roles)
                {
                    json.Name(name).Open('{');
                    WriteTexts(json.Name("before"), role.Before);
                    if (role.After.Count > 0)
                    {
                        WriteTexts(json.Name("after"), role.After);
                    }

                    json.Close('}');
                }

                json.Close('}');
            }

            json.Close('}');
        }

        json.Close('}');
    }

    /// <summary>Writes lists of texts by name.</summary>
    public static void WriteLists(CanonicalJson json, string member, IReadOnlyDictionary<string, IReadOnlyList<string>>? lists)
    {
        if (lists is null)
        {
            return;
        }

        json.Name(member).Open('{');
        foreach (var (name, texts) in lists)
        {
            WriteTexts(json.Name(name), texts);
        }

        json.Close('}');
    }

    /// <summary>Writes a list of texts, a line each.</summary>
    public static void WriteTexts(CanonicalJson json, IReadOnlyList<string> texts)
    {
        json.Open('[');
        foreach (var text in texts)
        {
            json.Next().Text(text);
        }

        json.Close(']');
    }
}
