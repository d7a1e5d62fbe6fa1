using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>Words for the part of a run that a journal entry names, such as a branch or a round.</summary>
internal static partial class RunPart
{
    /// <summary>Words for a path such as <c>order-status/each.1:item[2]</c>.</summary>
    /// <param name="frame">The path; null for the flow that the run began with.</param>
    /// <returns>The rounds and branches from the outside in, such as <c>item 3</c>; empty for the flow itself.</returns>
    public static string Words(string? frame) =>
        frame is null ? "" : string.Join(", ", frame.Split('/').Where(s => s.Contains(':', StringComparison.Ordinal)).Select(Last));

    /// <summary>Words for one part, such as <c>each.1:item[2]</c> or <c>stock</c>; rounds count from 1.</summary>
    public static string Last(string? part)
    {
        var name = part is null ? "" : part[(part.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return Round().Replace(name, m => $" {int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1}");
    }

    [GeneratedRegex(@"\[(\d{1,9})\]")]
    private static partial Regex Round();
}
