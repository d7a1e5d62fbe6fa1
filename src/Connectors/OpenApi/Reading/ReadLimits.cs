namespace Connectors.OpenApi.Reading;

/// <summary>How much of a document is read before it is refused. Documents come from strangers.</summary>
/// <param name="MaxBytes">Largest document, all its files together. Unit: bytes; by default 64 MB.</param>
/// <param name="MaxYamlBytes">Largest YAML file, which costs more to read than JSON. Unit: bytes; by default 16 MB.</param>
/// <param name="MaxExpandedBytes">Largest YAML file with its aliases written out. Unit: bytes; by default 64 MB.</param>
/// <param name="MaxDepth">Deepest nesting of objects and lists.</param>
/// <param name="MaxOperations">Most operations that are read; by default 100,000.</param>
/// <param name="MaxFiles">Most files that a document may be split into.</param>
public sealed record ReadLimits(
    int MaxBytes = 64 * 1024 * 1024,
    int MaxYamlBytes = 16 * 1024 * 1024,
    int MaxExpandedBytes = 64 * 1024 * 1024,
    int MaxDepth = 256,
    int MaxOperations = 100_000,
    int MaxFiles = 200
)
{
    /// <summary>Longest time for reading one document.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(9);

    /// <summary>The usual limits.</summary>
    public static ReadLimits Default { get; } = new();
}
