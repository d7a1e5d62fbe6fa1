using FlowDesigner.Web.Wording;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Shell;

/// <summary>Says times as people do, in the language of the page.</summary>
internal static class TimeWords
{
    /// <summary>How long ago something was.</summary>
    /// <param name="text">Texts of any folder.</param>
    /// <param name="at">When it was, UTC.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>For example "just now", "4 minutes ago", "yesterday", "12 Nov".</returns>
    public static string Ago(this IStringLocalizer text, DateTimeOffset at, DateTimeOffset now)
    {
        var t = text.From<ShellText>();
        var gone = now - at;
        return gone switch
        {
            { TotalSeconds: < 60 } => t["just now"],
            { TotalMinutes: < 60 } => t.Count((int)gone.TotalMinutes, "{0} minute ago", "{0} minutes ago"),
            { TotalHours: < 24 } => t.Count((int)gone.TotalHours, "{0} hour ago", "{0} hours ago"),
            { TotalDays: < 2 } => t["yesterday"],
            { TotalDays: < 7 } => t.Count((int)gone.TotalDays, "{0} day ago", "{0} days ago"),
            _ => t.Day(at, now),
        };
    }

    /// <summary>How soon something will be.</summary>
    /// <param name="text">Texts of any folder.</param>
    /// <param name="at">When it will be, UTC.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>For example "in 4 minutes", "in 2 days", "on 12 Nov".</returns>
    public static string Until(this IStringLocalizer text, DateTimeOffset at, DateTimeOffset now)
    {
        var t = text.From<ShellText>();
        var left = at - now;
        return left switch
        {
            { TotalSeconds: < 60 } => t["now"],
            { TotalMinutes: < 60 } => t.Count((int)left.TotalMinutes, "in {0} minute", "in {0} minutes"),
            { TotalHours: < 24 } => t.Count((int)left.TotalHours, "in {0} hour", "in {0} hours"),
            { TotalDays: < 31 } => t.Count((int)left.TotalDays, "in {0} day", "in {0} days"),
            _ => t["on {0}", t.Day(at, now)],
        };
    }

    /// <summary>How long something has lasted, short.</summary>
    /// <param name="text">Texts of any folder.</param>
    /// <param name="since">When it began, UTC.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>For example "now", "2 min", "3 h", "4 d".</returns>
    public static string Lasting(this IStringLocalizer text, DateTimeOffset since, DateTimeOffset now)
    {
        var t = text.From<ShellText>();
        var gone = now - since;
        return gone switch
        {
            { TotalSeconds: < 60 } => t["now"],
            { TotalMinutes: < 60 } => t["{0} min", (int)gone.TotalMinutes],
            { TotalHours: < 24 } => t["{0} h", (int)gone.TotalHours],
            _ => t["{0} d", (int)gone.TotalDays],
        };
    }

    // The pattern of a day is a text too: its order and its dots are a matter of the language.
    private static string Day(this IStringLocalizer<ShellText> text, DateTimeOffset at, DateTimeOffset now) =>
        at.ToString(at.Year == now.Year ? text["d MMM"] : text["d MMM yyyy"], text.Culture());
}
