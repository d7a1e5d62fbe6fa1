using FlowDesigner.Web.Wording;
using FlowEngine.Connecting.Importing;
using FlowRuntime.Connections.Imported;

namespace FlowDesigner.Web.Catalog;

/// <summary>What a person is about to import: the document, the key, and the operations chosen.</summary>
public sealed class ImportDraft
{
    private readonly HashSet<string> _chosen = new(StringComparer.Ordinal);

    /// <summary>Key of the connector.</summary>
    public string Key { get; set; } = "";

    /// <summary>Where the document is, when no file was chosen.</summary>
    public string Address { get; set; } = "";

    /// <summary>True to fetch it from this machine itself.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>The chosen file.</summary>
    public ReadOnlyMemory<byte>? Document { get; set; }

    /// <summary>Keys of operations that were taken at the last import; null when all were, or when there was none.</summary>
    public IReadOnlySet<string>? Before { get; set; }

    /// <summary>What the document offers.</summary>
    public IReadOnlyList<ImportedOperation> Offered { get; private set; } = [];

    /// <summary>Number of operations chosen.</summary>
    public int ChosenCount => _chosen.Count;

    /// <summary>Notes what the document offers and chooses what was taken before, or else all.</summary>
    /// <param name="operations">The operations of the document.</param>
    public void Offer(IReadOnlyList<ImportedOperation> operations)
    {
        Offered = operations;
        _chosen.Clear();
        _chosen.UnionWith(operations.Select(o => o.Key).Where(k => Before is null || Before.Contains(k)));
    }

    /// <summary>Whether an operation is chosen.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>True when it is.</returns>
    public bool IsChosen(string key) => _chosen.Contains(key);

    /// <summary>Chooses operations, or leaves them out.</summary>
    /// <param name="keys">Their keys.</param>
    /// <param name="take">True to choose them.</param>
    public void Choose(IEnumerable<string> keys, bool take)
    {
        if (take)
        {
            _chosen.UnionWith(keys);
        }
        else
        {
            _chosen.ExceptWith(keys);
        }
    }

    /// <summary>What is wrong with the form, before anything is read.</summary>
    /// <returns>A sentence, looked up where it is shown; null when nothing is.</returns>
    public string? Lack() =>
        Key.Trim().Length == 0 ? TextKey.Of("Give the connector a key.")
        : Document is null && !Uri.TryCreate(Address.Trim(), UriKind.Absolute, out _) ? TextKey.Of("Choose a file, or give an address with https://.")
        : null;

    /// <summary>The import.</summary>
    /// <param name="confirmed">True when flows may break.</param>
    /// <returns>What is asked of the runtime; the form has no lack.</returns>
    public ConnectorImport ToImport(bool confirmed) =>
        new(
            Key.Trim(),
            Document,
            Document is null ? new Uri(Address.Trim()) : null,
            Offered.Count == 0 ? Before
                : _chosen.Count == Offered.Count ? null
                : _chosen,
            confirmed,
            AllowLoopback
        );
}
