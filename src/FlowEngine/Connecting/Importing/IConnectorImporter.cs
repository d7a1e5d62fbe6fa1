namespace FlowEngine.Connecting.Importing;

/// <summary>Makes a connector of a document that describes an interface. Stateless; thread-safe.</summary>
public interface IConnectorImporter
{
    /// <summary>Reads a document. Never fetches anything.</summary>
    /// <param name="document">Its bytes; whatever they are, the outcome is a value.</param>
    /// <param name="request">What the connector is to be.</param>
    /// <param name="cancellationToken">Gives up; passes through as an exception.</param>
    /// <returns>The connector, or why there is none.</returns>
    ImportOutcome Import(ReadOnlyMemory<byte> document, ImportRequest request, CancellationToken cancellationToken);
}

/// <summary>What an imported connector is to be.</summary>
/// <param name="Key">Its key, a name such as <c>acmeCrm</c>: <c>[a-z][A-Za-z0-9]*</c>, at most 30 characters.</param>
/// <param name="Source">Where the document came from, which relative addresses in it count from; null when it was a file.</param>
/// <param name="Operations">Keys of the operations to take; null for all.</param>
/// <param name="Files">Gives the files beside the document by their path relative to it; null when there are none.</param>
public sealed record ImportRequest(
    string Key,
    Uri? Source = null,
    IReadOnlySet<string>? Operations = null,
    Func<string, ReadOnlyMemory<byte>?>? Files = null
);

/// <summary>What came of reading a document. A closed set.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome() { }

    /// <summary>It is a connector.</summary>
    /// <param name="Connector">The connector; holds nothing of the document.</param>
    /// <param name="Facts">What the document is.</param>
    public sealed record Imported(ConnectorDefinition Connector, ImportedFacts Facts) : ImportOutcome;

    /// <summary>It cannot be one.</summary>
    /// <param name="Code">Stable code such as <c>openapi.version</c>.</param>
    /// <param name="Reason">Sentence for the admin: what is wrong and what to do.</param>
    public sealed record Refused(string Code, string Reason) : ImportOutcome;
}

/// <summary>What a document is.</summary>
/// <param name="Title">Name of the interface.</param>
/// <param name="Version">Its version, as its owner counts; may be empty.</param>
/// <param name="Specification">Kind and version of the document, such as <c>OpenAPI 3.0</c>.</param>
/// <param name="Operations">Every operation of the document, taken or not, in its order.</param>
/// <param name="Losses">What the document says that the connector does not do; sentences for the admin.</param>
public sealed record ImportedFacts(
    string Title,
    string Version,
    string Specification,
    IReadOnlyList<ImportedOperation> Operations,
    IReadOnlyList<string> Losses
);

/// <summary>An operation of a document.</summary>
/// <param name="Key">Its key within the connector.</param>
/// <param name="Title">Name shown.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path as the document writes it.</param>
/// <param name="Tags">Groups that it is in.</param>
/// <param name="IsDeprecated">True when the document advises against it.</param>
/// <param name="IsTaken">True when the connector has it.</param>
public sealed record ImportedOperation(
    string Key,
    string Title,
    string Method,
    string Path,
    IReadOnlyList<string> Tags,
    bool IsDeprecated,
    bool IsTaken
);
