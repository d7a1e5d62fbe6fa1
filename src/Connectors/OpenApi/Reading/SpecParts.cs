namespace Connectors.OpenApi.Reading;

/// <summary>The parts of an operation that 2.0 and 3.x write differently.</summary>
/// <param name="losses">Takes what cannot be used.</param>
internal abstract class SpecParts(Losses losses)
{
    /// <summary>Version of the specification, such as <c>3.1</c>.</summary>
    public abstract string Version { get; }

    /// <summary>Takes what cannot be used.</summary>
    protected Losses Losses { get; } = losses;

    /// <summary>Where the interface is served.</summary>
    public abstract IReadOnlyList<ApiServer> Servers(SpecNode holder);

    /// <summary>Ways to prove who we are.</summary>
    public abstract IReadOnlyList<ApiScheme> Schemes(SpecNode root);

    /// <summary>A parameter of path, query, header or cookie.</summary>
    /// <param name="parameter">The parameter object.</param>
    /// <param name="place">Where it goes.</param>
    /// <param name="name">Its name.</param>
    public abstract ApiParameter Parameter(SpecNode parameter, ApiPlace place, string name);

    /// <summary>The body.</summary>
    /// <param name="operation">The operation object.</param>
    /// <param name="parameters">Its parameter objects, with those of the path.</param>
    /// <param name="where">Method and path, for notes.</param>
    /// <returns>The body; null for none.</returns>
    public abstract ApiBody? Body(SpecNode operation, IReadOnlyList<SpecNode> parameters, string where);

    /// <summary>An answer.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="response">The response object.</param>
    /// <param name="operation">The operation object.</param>
    public abstract ApiResponse Response(string status, SpecNode response, SpecNode operation);

    /// <summary>What a schema or a parameter says of itself.</summary>
    protected static string SummaryOf(SpecNode node, SpecNode schema) =>
        PlainText.Of(node.Text("description") is { Length: > 0 } own ? own : schema.Follow().Text("description"));
}
