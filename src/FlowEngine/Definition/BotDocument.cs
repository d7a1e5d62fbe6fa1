namespace FlowEngine.Definition;

/// <summary>Reads and writes bot documents (<c>bot.json</c>). Strict and canonical as <see cref="FlowDocument"/>.</summary>
public static class BotDocument
{
    /// <summary>Largest bot document that is read. Unit: bytes.</summary>
    public const int MaximumBytes = 2 * 1024 * 1024;

    /// <summary>Reads a bot.</summary>
    /// <param name="utf8">The document; a byte order mark is skipped.</param>
    /// <returns>The bot, or every problem found, with pointers into the document.</returns>
    public static ReadResult<BotDefinition> Read(ReadOnlySpan<byte> utf8)
    {
        var problems = new ProblemList();
        var root = JsonSource.Parse(utf8, MaximumBytes, FlowDocument.MaximumDepth, problems);
        return problems.Result(root is { } element ? BotReader.Read(element, "", problems) : null);
    }

    /// <summary>Writes a bot in canonical form. Time zone and languages are always written: people look for them.</summary>
    /// <param name="bot">The bot.</param>
    /// <returns>UTF-8 without byte order mark, ending with a line break.</returns>
    public static byte[] Write(BotDefinition bot)
    {
        ArgumentNullException.ThrowIfNull(bot);
        var json = new CanonicalJson();
        BotWriter.Write(json, bot, schema: "../bot.schema.json");
        return json.ToBytes();
    }
}
