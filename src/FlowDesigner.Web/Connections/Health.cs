using FlowDesigner.Web.Shell;
using FlowDesigner.Web.Wording;
using FlowRuntime.Connections;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Connections;

/// <summary>How a connection is, in words for the admin.</summary>
/// <param name="Kind">Look of the pill: <c>good</c>, <c>warn</c>, <c>bad</c>; empty for neither.</param>
/// <param name="Icon">Icon beside the words.</param>
/// <param name="Words">What it is.</param>
/// <param name="Detail">One sentence more; null for none.</param>
/// <param name="Weight">0 for all well; the greater, the sooner the admin should look.</param>
public sealed record Health(string Kind, string Icon, string Words, string? Detail, int Weight)
{
    /// <summary>Whether the admin has to do something.</summary>
    public bool NeedsAdmin => Weight > 1;

    /// <summary>Says how a connection is.</summary>
    /// <param name="text">Texts of any folder.</param>
    /// <param name="connection">The connection in one environment.</param>
    /// <param name="now">Now, UTC.</param>
    public static Health Of(IStringLocalizer text, ConnectionSummary connection, DateTimeOffset now)
    {
        var t = text.From<ConnectionsText>();
        return connection switch
        {
            { State: ConnectionState.Reconnect } => new("bad", "key", t["Sign in"], connection.StateReason, 5),
            { Expiry: { IsPast: true } end } => new("bad", "key", t["Ended {0}", t.Ago(end.At, now)], t["Put in a new credential."], 4),
            { State: ConnectionState.Failing } => new("bad", "error", t["Needs you"], connection.StateReason ?? connection.TestResult?.Message, 3),
            { Expiry: { IsSoon: true } end } => new("warn", "key", t["Ends {0}", t.Until(end.At, now)], t["Put in a new credential before then."], 2),
            { State: ConnectionState.Ok } => new("good", "check", t["Working"], connection.TestResult?.Message, 0),
            _ => new("", "minus", t["Not tested yet"], null, 1),
        };
    }
}
