using FlowRuntime.Connections;

namespace FlowRuntime.Library;

/// <summary>
/// A bot in an environment, written <c>order-support</c> for the live one and <c>order-support@test</c> for another. Channels
/// are reached by it, and conversations, runs, events and stored values belong to it, so that no environment sees what
/// happens in another.
/// </summary>
/// <param name="BotId">The bot.</param>
/// <param name="Environment">The environment; see <see cref="ConnectionEnvironment"/>.</param>
public readonly record struct BotAddress(string BotId, string Environment)
{
    /// <summary>True for the environment <c>live</c>.</summary>
    public bool IsLive => Environment == ConnectionEnvironment.Live;

    /// <summary>Reads an address. The live environment is never written: <c>bot@live</c> is the id of no bot.</summary>
    /// <param name="text">For example <c>order-support@test</c>; ids of bots have no <c>@</c>.</param>
    /// <returns>The address.</returns>
    public static BotAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at < 0 || text.AsSpan(at + 1) is "" or ConnectionEnvironment.Live
            ? new BotAddress(text, ConnectionEnvironment.Live)
            : new BotAddress(text[..at], text[(at + 1)..]);
    }

    /// <summary>Writes the address.</summary>
    /// <returns>What <see cref="Parse"/> reads.</returns>
    public override string ToString() => IsLive ? BotId : $"{BotId}@{Environment}";
}
