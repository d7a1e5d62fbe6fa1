using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace FlowEngine.Connecting;

/// <summary>Something a connector can do. Becomes the node type <c>{connector}.{key}</c> by itself. Immutable.</summary>
/// <param name="Key">Permanent key within the connector, for example <c>getOrder</c>.</param>
/// <param name="Title">Name in the palette.</param>
/// <param name="Summary">One sentence on what it does.</param>
/// <param name="Run">Makes one attempt; often <see cref="Calling.HttpOperation.RunAsync"/>.</param>
public sealed record OperationDefinition(string Key, string Title, string Summary, OperationRun Run)
{
    /// <summary>Names of the settings that the contract adds to those of the operation.</summary>
    public static IReadOnlyList<string> AddedFields { get; } = ["connection", "saveTo", "cacheSeconds", "fresh"];

    /// <summary>
    /// Version of the node type, from 1. A change that would break flows is a new version beside the old one, which stays as
    /// an operation with the same key for flows that use it.
    /// </summary>
    public int Version { get; init; } = 1;

    /// <summary>How a node of the version before becomes one of this version; null when its settings and ports stay as they are.</summary>
    public NodeUpgrade? FromPrevious { get; init; }

    /// <summary>Sentence for the card with field names in braces, such as <c>Gets order {orderId} from {connection}</c>.</summary>
    public string Card { get; init; } = "";

    /// <summary>Key of an icon of the designer; the connector's when empty.</summary>
    public string Icon { get; init; } = "";

    /// <summary>
    /// Settings in form order, without <see cref="AddedFields"/>. A setting that is absent and has no default is left out
    /// of <see cref="OperationCall.Settings"/>.
    /// </summary>
    public IReadOnlyList<FieldDefinition> Fields { get; init; } = [];

    /// <summary>Ways out; the output of the first is what <c>saveTo</c> saves.</summary>
    public IReadOnlyList<PortDefinition> Outputs { get; init; } =
        [new PortDefinition("success", "success", "It is done; the output is what the other system answered.")];

    /// <summary>What it does to the outside world.</summary>
    public EffectKind Effect { get; init; } = EffectKind.Read;

    /// <summary>
    /// True when a repeated write does no harm: the other side honours the key of <see cref="NodeContext.EffectKey"/>, or
    /// the write sets a value.
    /// </summary>
    public bool Idempotent { get; init; }

    /// <summary>Codes of its own failures with a sentence each.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>How a list is read page by page; null when it is no list.</summary>
    public PagingDefinition? Paging { get; init; }

    /// <summary>How long its answer may be used again, by default; null when it must not be cached. Reads only.</summary>
    public CachePolicy? Cache { get; init; }

    /// <summary>Longest time of one attempt, whatever <see cref="Run"/> does. Up to ten minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Checks settings beyond what their fields say; null when that is enough.</summary>
    public OperationCheck? Check { get; init; }
}

/// <summary>Makes one attempt of an operation. Keeps no state, retries nothing.</summary>
/// <param name="call">Settings and connection.</param>
/// <param name="cancellationToken">Cancels the run or ends the operation's time; passes through as an exception.</param>
/// <returns>Completed on a port or failed; a foreseen failure is a result, never an exception.</returns>
public delegate ValueTask<NodeResult> OperationRun(OperationCall call, CancellationToken cancellationToken);

/// <summary>Checks the settings of an operation: on save where they are literal, and before each attempt.</summary>
/// <param name="settings">The settings, an object.</param>
/// <returns>Problems with pointers into the settings; empty when all is well.</returns>
public delegate IEnumerable<Problem> OperationCheck(JsonElement settings);
