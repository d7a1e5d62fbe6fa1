namespace FlowEngine.Connecting;

/// <summary>What came into a catalog and what left it. A key in both was replaced.</summary>
/// <param name="added">Keys that came.</param>
/// <param name="removed">Keys that left.</param>
public sealed class CatalogChangedEventArgs(IReadOnlyList<string> added, IReadOnlyList<string> removed) : EventArgs
{
    /// <summary>Keys that came.</summary>
    public IReadOnlyList<string> Added { get; } = added;

    /// <summary>Keys that left.</summary>
    public IReadOnlyList<string> Removed { get; } = removed;
}
