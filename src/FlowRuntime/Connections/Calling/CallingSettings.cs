using System.Text.Json;
using System.Text.Json.Serialization;
using FlowEngine.Definition;

namespace FlowRuntime.Connections.Calling;

/// <summary>Limits of a connection's calls that an admin set; a null member is the connector's or the product's own.</summary>
/// <param name="Permits">Calls in a <paramref name="PerSeconds"/>, 0.001 to 100,000.</param>
/// <param name="PerSeconds">Length of that time. Unit: seconds, 0.1 to 86,400; 1 when only <paramref name="Permits"/> is set.</param>
/// <param name="Concurrency">Most calls at once, 1 to 1,000.</param>
/// <param name="QueueLength">Most calls that wait for their turn, 0 to 10,000.</param>
/// <param name="QueueSeconds">Longest wait for a turn. Unit: seconds, 0 to 600.</param>
/// <param name="TimeoutSeconds">Longest call, from its turn to the end of its answer. Unit: seconds, 1 to 600.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CallingSettings(
    double? Permits = null,
    double? PerSeconds = null,
    int? Concurrency = null,
    int? QueueLength = null,
    double? QueueSeconds = null,
    double? TimeoutSeconds = null
)
{
    /// <summary>Reads what is stored.</summary>
    internal static CallingSettings Read(string? text) =>
        text is null ? new CallingSettings() : JsonSerializer.Deserialize(text, CallingJson.Default.CallingSettings) ?? new CallingSettings();

    /// <summary>What is stored; empty settings too, because null means to keep the old ones.</summary>
    internal string ToText() => JsonSerializer.Serialize(this, CallingJson.Default.CallingSettings);

    /// <summary>Problems with pointers into the change.</summary>
    internal IEnumerable<Problem> Check() =>
        new[]
        {
            Range("permits", Permits, 0.001, 100_000),
            Range("perSeconds", PerSeconds, 0.1, 86_400),
            Range("concurrency", Concurrency, 1, 1_000),
            Range("queueLength", QueueLength, 0, 10_000),
            Range("queueSeconds", QueueSeconds, 0, 600),
            Range("timeoutSeconds", TimeoutSeconds, 1, 600),
            PerSeconds is not null && Permits is null ? Error("permits", "Say how many calls may be made in that time.") : null,
        }.OfType<Problem>();

    private static Problem? Range(string field, double? value, double least, double most) =>
        value is { } number && !(number >= least && number <= most) ? Error(field, $"Enter a number from {least:#,0.###} to {most:#,0}.") : null;

    private static Problem Error(string field, string message) =>
        ConnectionRules.Error("connection.calling", $"/calling/{field}", message);
}

/// <summary>How the limits are stored.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(CallingSettings))]
internal sealed partial class CallingJson : JsonSerializerContext;
