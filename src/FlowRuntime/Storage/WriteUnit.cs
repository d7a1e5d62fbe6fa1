namespace FlowRuntime.Storage;

/// <summary>One caller's part of a group commit. Valid only while its work runs.</summary>
/// <param name="sql">The writer's session, inside the transaction.</param>
internal sealed class WriteUnit(SqlSession sql)
{
    private readonly List<Action> _afterCommit = [];

    /// <summary>Reads and writes, inside the transaction.</summary>
    public SqlSession Sql { get; } = sql;

    /// <summary>What to do after the commit, in the order of commits, before the caller is answered.</summary>
    /// <param name="action">Must return at once and not throw.</param>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    internal void Committed()
    {
        foreach (var action in _afterCommit)
        {
            action();
        }
    }
}
