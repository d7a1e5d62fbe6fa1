namespace FlowDesigner.Web.Dialogue;

/// <summary>Texts by language while they are being written, one a line.</summary>
/// <param name="texts">The texts; null for none.</param>
internal sealed class Lines(IReadOnlyDictionary<string, IReadOnlyList<string>>? texts = null)
{
    private readonly OrderedDictionary<string, string> _texts = new(
        (texts ?? new Dictionary<string, IReadOnlyList<string>>()).Select(t => KeyValuePair.Create(t.Key, string.Join('\n', t.Value))),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The lines of a language.</summary>
    /// <param name="language">BCP 47 tag.</param>
    public string this[string language]
    {
        get => _texts.GetValueOrDefault(language) ?? "";
        set => _texts[language] = value;
    }

    /// <summary>The texts as a bot keeps them.</summary>
    /// <returns>Null when nothing is written.</returns>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Texts()
    {
        var kept = new OrderedDictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (language, written) in _texts)
        {
            var lines = written.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (lines.Length > 0)
            {
                kept[language] = lines;
            }
        }

        return kept.Count == 0 ? null : kept;
    }
}
