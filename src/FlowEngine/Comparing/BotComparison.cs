using System.Text.Json;
using FlowEngine.Definition;

namespace FlowEngine.Comparing;

/// <summary>Compares two versions of a whole bot.</summary>
public static class BotComparison
{
    /// <summary>Compares two versions.</summary>
    /// <param name="before">The earlier one; null when the bot is new.</param>
    /// <param name="after">The later one.</param>
    /// <returns>The differences.</returns>
    public static BotDifference Compare(BotBundle? before, BotBundle after)
    {
        ArgumentNullException.ThrowIfNull(after);
        var ids = after.Flows.Keys.Union(before?.Flows.Keys ?? [], StringComparer.Ordinal);
        return new BotDifference(
            before is null ? [] : [.. JsonComparison.Between(JsonOf(before.Bot), JsonOf(after.Bot), "")],
            [
                .. ids.Select(id => FlowComparison.Compare(before?.Flows.GetValueOrDefault(id), after.Flows.GetValueOrDefault(id)))
                    .Where(f => f.Kind != DifferenceKind.Same || f.Moved.Count > 0),
            ],
            [.. Tests(before, after)]
        );
    }

    private static IEnumerable<TestDifference> Tests(BotBundle? before, BotBundle after)
    {
        foreach (var (id, test) in after.Tests)
        {
            if (before is null || !before.Tests.TryGetValue(id, out var old))
            {
                yield return new TestDifference(id, DifferenceKind.Added);
            }
            else if (!JsonElement.DeepEquals(old, test))
            {
                yield return new TestDifference(id, DifferenceKind.Changed);
            }
        }

        foreach (var id in before?.Tests.Keys.Where(id => !after.Tests.ContainsKey(id)) ?? [])
        {
            yield return new TestDifference(id, DifferenceKind.Removed);
        }
    }

    private static JsonElement JsonOf(BotDefinition bot) => JsonElement.Parse(BotDocument.Write(bot));
}
