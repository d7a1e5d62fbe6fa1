using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;

namespace FlowDesigner.Web.Demo;

/// <summary>Habits of WordPress in JSON.</summary>
internal static class DemoJson
{
    /// <summary>A date without a zone: <c>2026-02-17T09:12:00</c>. The shop's zone is UTC.</summary>
    public static string Date(DateTime date) => date.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Money as text with two decimals.</summary>
    public static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A name as part of an address.</summary>
    [SuppressMessage("Globalization", "CA1308:Normalize strings to uppercase", Justification = "Slugs are lower case.")]
    public static string Slug(string name) =>
        string.Join('-', name.ToLowerInvariant().Split([' ', ',', '.', '\''], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Links of an item.</summary>
    public static JsonObject Links(string api, string list, int id) =>
        new()
        {
            ["self"] = new JsonArray(new JsonObject { ["href"] = $"{api}/{list}/{id.ToString(CultureInfo.InvariantCulture)}" }),
            ["collection"] = new JsonArray(new JsonObject { ["href"] = $"{api}/{list}" }),
        };

    /// <summary>Keeps only the members that the client asked for with <c>_fields</c>.</summary>
    public static JsonObject Only(JsonObject item, string? fields)
    {
        if (string.IsNullOrEmpty(fields))
        {
            return item;
        }

        var wanted = fields.Split(',', StringSplitOptions.TrimEntries);
        foreach (var name in item.Select(m => m.Key).Except(wanted, StringComparer.Ordinal).ToList())
        {
            item.Remove(name);
        }

        return item;
    }
}
