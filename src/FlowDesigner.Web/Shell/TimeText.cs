using System.Globalization;

namespace FlowDesigner.Web.Shell;

/// <summary>Says times as people do.</summary>
public static class TimeText
{
    /// <summary>How long ago something was.</summary>
    /// <param name="at">When it was, UTC.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>For example "just now", "4 minutes ago", "yesterday", "12 Nov".</returns>
    public static string Ago(DateTimeOffset at, DateTimeOffset now)
    {
        var gone = now - at;
        return gone switch
        {
            { TotalSeconds: < 60 } => "just now",
            { TotalMinutes: < 60 } => Count((int)gone.TotalMinutes, "minute") + " ago",
            { TotalHours: < 24 } => Count((int)gone.TotalHours, "hour") + " ago",
            { TotalDays: < 2 } => "yesterday",
            { TotalDays: < 7 } => Count((int)gone.TotalDays, "day") + " ago",
            _ => at.ToString(at.Year == now.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>How soon something will be.</summary>
    /// <param name="at">When it will be, UTC.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>For example "in 4 minutes", "in 2 days", "on 12 Nov".</returns>
    public static string In(DateTimeOffset at, DateTimeOffset now)
    {
        var left = at - now;
        return left switch
        {
            { TotalSeconds: < 60 } => "now",
            { TotalMinutes: < 60 } => "in " + Count((int)left.TotalMinutes, "minute"),
            { TotalHours: < 24 } => "in " + Count((int)left.TotalHours, "hour"),
            { TotalDays: < 31 } => "in " + Count((int)left.TotalDays, "day"),
            _ => "on " + at.ToString(at.Year == now.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>How long something has lasted, short.</summary>
    /// <param name="since">When it began, UTC.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>For example "now", "2 min", "3 h", "4 d".</returns>
    public static string For(DateTimeOffset since, DateTimeOffset now)
    {
        var gone = now - since;
        return gone switch
        {
            { TotalSeconds: < 60 } => "now",
            { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{(int)gone.TotalMinutes} min"),
            { TotalHours: < 24 } => string.Create(CultureInfo.InvariantCulture, $"{(int)gone.TotalHours} h"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(int)gone.TotalDays} d"),
        };
    }

    /// <summary>A number with its word.</summary>
    /// <param name="number">How many.</param>
    /// <param name="word">The word for one.</param>
    /// <returns>For example "1 flow", "3 flows".</returns>
    public static string Count(int number, string word) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {word}{(number == 1 ? "" : "s")}");
}
