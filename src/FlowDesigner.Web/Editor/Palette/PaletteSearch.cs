using System.Collections.Frozen;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor.Palette;

/// <summary>Finds node types by what people call them, the best first.</summary>
internal static class PaletteSearch
{
    // What other tools and programmers call our nodes.
    private static readonly FrozenDictionary<string, string> OtherWords = new Dictionary<string, string>
    {
        ["aggregate"] = "total count average group sum",
        ["ask"] = "question input form slot prompt",
        ["assert"] = "check require guard",
        ["branch"] = "if else condition decision",
        ["break"] = "exit stop",
        ["call"] = "subflow function",
        ["compensate"] = "rollback saga revert",
        ["emit"] = "publish send signal",
        ["end"] = "stop finish",
        ["fail"] = "throw raise error",
        ["forEach"] = "loop repeat iterate",
        ["handoff"] = "agent human transfer escalate",
        ["http.request"] = "rest api webhook",
        ["join"] = "wait race all any",
        ["log"] = "debug print trace",
        ["map"] = "transform convert",
        ["menu"] = "buttons choice quick replies",
        ["parallel"] = "fork branches same time",
        ["say"] = "message text card carousel image send",
        ["script"] = "javascript code function",
        ["set"] = "variable assign",
        ["split"] = "experiment random percent",
        ["store"] = "remember save database key",
        ["switch"] = "case choose",
        ["trigger.schedule"] = "cron timer daily",
        ["try"] = "catch exception error finally",
        ["validate"] = "json schema check",
        ["wait"] = "delay pause sleep timer",
        ["waitForEvent"] = "signal receive callback",
        ["while"] = "loop repeat until",
    }.ToFrozenDictionary();

    /// <summary>Tells whether every word of a search is in the title, the key, the summary or another name of a type.</summary>
    public static bool Fits(NodeDefinition definition, string search) =>
        search.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(word =>
                Has(definition.Title, word) || Has(definition.Type, word) || Has(definition.Summary, word) || Has(OthersOf(definition), word)
            );

    /// <summary>How well a type fits a search: 0 for best; the same for all when nothing is searched.</summary>
    public static int Rank(NodeDefinition definition, string search) =>
        search.Length == 0 || definition.Title.StartsWith(search, StringComparison.OrdinalIgnoreCase) ? 0
        : definition.Type.StartsWith(search, StringComparison.OrdinalIgnoreCase) ? 1
        : OthersOf(definition).Split(' ').Any(w => w.StartsWith(search, StringComparison.OrdinalIgnoreCase)) ? 2
        : Has(definition.Title, search) ? 3
        : 4;

    /// <summary>What other tools and programmers call a type; may be empty.</summary>
    public static string OthersOf(NodeDefinition definition) => OtherWords.GetValueOrDefault(definition.Type, "");

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
