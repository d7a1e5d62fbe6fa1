namespace FlowRuntime.Learning.NotUnderstood;

/// <summary>Messages that bots did not understand, for their authors to deal with. Thread-safe.</summary>
public interface INotUnderstood
{
    /// <summary>Lists what nobody has dealt with, the most frequent first.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="most">Longest list.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<NotUnderstoodMessage>> ListAsync(string botId, int most, CancellationToken cancellationToken);

    /// <summary>Counts what nobody has dealt with.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<int> CountAsync(string botId, CancellationToken cancellationToken);

    /// <summary>Says that messages were dealt with, or that they were not after all.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="ids">Their numbers.</param>
    /// <param name="isDone">True to hide them, also when they are written again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task SettleAsync(string botId, IReadOnlyCollection<long> ids, bool isDone, CancellationToken cancellationToken);
}
