namespace FlowRuntime.Gateway.DirectLine;

/// <summary>Direct Line secrets: one for each bot, ours to issue, stored encrypted. Thread-safe.</summary>
public interface IDirectLineSecrets
{
    /// <summary>Reads the secret of a bot and makes it at the first call. Whoever shows it must be allowed to and is audited.</summary>
    /// <param name="botId">The bot; that it exists is the caller's to know.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The secret: the bot's id, a dot, 43 random characters.</returns>
    Task<string> GetOrCreateAsync(string botId, CancellationToken cancellationToken);
}
