using System.Text.Json;

namespace EndToEnd.Tests.Running;

/// <summary>Checks a page with axe-core against WCAG 2.2 A and AA.</summary>
internal static class Axe
{
    private static readonly string Script = Path.Combine(Repository.TestFolder, "node_modules", "axe-core", "axe.min.js");

    /// <summary>Finds what is not accessible.</summary>
    /// <param name="page">The page, settled.</param>
    /// <returns>Rule and elements, one line each; empty when all is well.</returns>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        // Evaluated, not added as an element: the pages' own policy allows no foreign script.
        await page.EvaluateAsync(await File.ReadAllTextAsync(Script));
        var found = await page.EvaluateAsync<JsonElement>(
            """
            async () => {
              const result = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
              return result.violations.map(v => `${v.id}: ${v.nodes.slice(0, 4).map(n => n.target.join(' ')).join(', ')}`);
            }
            """
        );
        return [.. found.EnumerateArray().Select(line => line.GetString() ?? "")];
    }
}
