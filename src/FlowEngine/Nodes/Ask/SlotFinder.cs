using System.Text.Json;
using FlowEngine.Conversing;
using FlowEngine.Running;
using FlowEngine.Understanding;
using FlowEngine.Understanding.Entities.Lists;

namespace FlowEngine.Nodes.Ask;

/// <summary>Finds in a message what it answers of a form, and which earlier answer it takes back.</summary>
internal sealed class SlotFinder(
    AskConfig config,
    AskTranslation? translation,
    NodeContext context,
    FormState form,
    Phrases phrases
)
{
    private readonly IReadOnlyList<AskSlot> _slots = config.Slots ?? [];

    /// <summary>Tells whether values of an entity can be told from the words around them.</summary>
    public static bool IsFound(string entity) => entity is not (AnswerReader.Text or AnswerReader.Choice or AnswerReader.Confirm or AnswerReader.File);

    public static int IndexOf(IReadOnlyList<AskSlot> slots, AskSlot slot)
    {
        var index = 0;
        while (!ReferenceEquals(slots[index], slot))
        {
            index++;
        }

        return index;
    }

    /// <summary>The answers in a message, each slot at most once.</summary>
    /// <param name="said">The message.</param>
    /// <param name="current">The slot that was asked for; null for none in particular.</param>
    /// <param name="isCorrection">True when the message takes something back.</param>
    public IReadOnlyList<(AskSlot Slot, JsonElement Answer)> Find(string said, AskSlot? current, bool isCorrection)
    {
        var named = NamedIn(said);
        // The answer to an open question is a text of its own: what it happens to hold is no answer to another one.
        var isFree = current?.Entity == AnswerReader.Text && !isCorrection && named is null;
        if (isFree)
        {
            return [];
        }

        if (named?.Entity == AnswerReader.Text && isCorrection && TextBehind(said, named) is { Length: > 0 } text)
        {
            return [(named, JsonValues.Of(text))];
        }

        var found = new List<(AskSlot Slot, JsonElement Answer)>();
        foreach (var (entity, slot, value) in MatchesIn(said, current))
        {
            if (TargetOf(entity, slot, named, current, isCorrection, found) is { } target)
            {
                found.Add((target, value));
            }
        }

        return found;
    }

    /// <summary>Of "not 3, 4": the answered slot that holds what is not meant, with what is.</summary>
    public IReadOnlyList<(AskSlot Slot, JsonElement Answer)> FindInstead(string right, string wrong, AskSlot? current)
    {
        var meant = MatchesIn(right, current);
        foreach (var (entity, own, value) in MatchesIn(wrong, current))
        {
            var slot = _slots.FirstOrDefault(s =>
                s.Entity == entity && (own is null || own == s) && form.Answers.TryGetValue(s.Name, out var answer) && JsonElement.DeepEquals(answer, value)
            );
            var at = slot is null ? -1 : meant.FindIndex(m => m.Entity == entity && (m.Slot is null || m.Slot == slot));
            if (at >= 0)
            {
                return [(slot!, meant[at].Value)]; // there is one where a value was looked for
            }
        }

        return [];
    }

    /// <summary>The only slot that a message names, as in "the date is tomorrow".</summary>
    public AskSlot? NamedIn(string said)
    {
        var words = $" {TextTokens.Normalise(said)} ";
        AskSlot? named = null;
        foreach (var slot in _slots)
        {
            var label = TextTokens.Normalise(LabelOf(slot));
            if (label.Length == 0 || !words.Contains($" {label} ", StringComparison.Ordinal))
            {
                continue;
            }

            if (named is not null)
            {
                return null;
            }

            named = slot;
        }

        return named;
    }

    private string LabelOf(AskSlot slot) => AskWords.LabelOf(config, translation, IndexOf(_slots, slot));

    /// <summary>What stands behind the name of a slot: "no, the name is Bob" → "Bob".</summary>
    private string? TextBehind(string said, AskSlot slot)
    {
        var label = LabelOf(slot);
        var at = said.IndexOf(label, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var behind = said[(at + label.Length)..].Trim(' ', ':', '=', ',');
        var without = phrases.WithoutJoins(TextTokens.Normalise(behind));
        // The words that were dropped stand in front, so as many words of the message are kept as are left.
        var kept = without.Length == 0 ? 0 : without.Split(' ').Length;
        return string.Join(' ', behind.TrimEnd('.', '!').Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeLast(kept));
    }

    /// <summary>Values in order of appearance; where two overlap, the longer one ("3 December" holds no number).</summary>
    private List<(string Entity, AskSlot? Slot, JsonElement Value)> MatchesIn(string said, AskSlot? current)
    {
        var all = new List<(string Entity, AskSlot? Slot, int Start, int Length, JsonElement Value)>();
        foreach (var entity in _slots.Select(s => s.Entity).Where(IsFound).Distinct())
        {
            all.AddRange(context.Understanding.Extract(entity, said, context.ReadingOfVisitor).Select(m => (entity, (AskSlot?)null, m.Start, m.Length, m.Value)));
        }

        foreach (var slot in _slots.Where(s => s.Entity == AnswerReader.Choice))
        {
            var choices = (slot.Choices ?? []).Distinct(StringComparer.Ordinal).ToDictionary(c => c, _ => (IReadOnlyList<string>)[]);
            all.AddRange(new ListExtractor(choices).Find(said, context.ReadingOfVisitor).Select(m => (slot.Entity, (AskSlot?)slot, m.Start, m.Length, m.Value)));
        }

        var kept = new List<(string Entity, AskSlot? Slot, int Start, int Length, JsonElement Value)>();
        foreach (var match in all.OrderByDescending(m => m.Length).ThenByDescending(m => m.Entity == current?.Entity))
        {
            if (!kept.Exists(k => match.Start < k.Start + k.Length && k.Start < match.Start + match.Length))
            {
                kept.Add(match);
            }
        }

        return [.. kept.OrderBy(m => m.Start).Select(m => (m.Entity, m.Slot, m.Value))];
    }

    /// <summary>The slot that a value is for: named, asked for, taken back, or the first one still open.</summary>
    private AskSlot? TargetOf(
        string entity,
        AskSlot? own,
        AskSlot? named,
        AskSlot? current,
        bool isCorrection,
        List<(AskSlot Slot, JsonElement Answer)> taken
    )
    {
        bool IsFree(AskSlot slot) => (own is null || slot == own) && slot.Entity == entity && !taken.Exists(t => t.Slot == slot);
        if (named is not null && IsFree(named))
        {
            return named;
        }

        var latest = isCorrection ? form.Order.AsEnumerable().Reverse().Select(n => _slots.FirstOrDefault(s => s.Name == n)) : [];
        return latest.FirstOrDefault(s => s is not null && IsFree(s))
            ?? (current is not null && IsFree(current) ? current : null)
            ?? _slots.FirstOrDefault(s => IsFree(s) && !form.Answers.ContainsKey(s.Name));
    }
}
