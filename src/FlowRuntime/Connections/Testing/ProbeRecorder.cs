namespace FlowRuntime.Connections.Testing;

/// <summary>Notes the last answer that a test got, wherever the connector asked for it.</summary>
internal sealed class ProbeRecorder
{
    private static readonly AsyncLocal<ProbeRecorder?> Recording = new();

    /// <summary>What was noted; null for no answer.</summary>
    public ProbeAnswer? Last { get; private set; }

    /// <summary>Starts to note the answers of this flow of control.</summary>
    /// <returns>Where they are noted.</returns>
    public static ProbeRecorder Start()
    {
        var recorder = new ProbeRecorder();
        Recording.Value = recorder;
        return recorder;
    }

    /// <summary>Notes an answer, if a test is going on.</summary>
    /// <param name="response">The answer, as it came from the wire.</param>
    public static void Note(HttpResponseMessage response)
    {
        if (Recording.Value is { } recorder)
        {
            recorder.Last = new ProbeAnswer(
                (int)response.StatusCode,
                response.Headers.Date,
                response.Headers.Location,
                [.. response.Headers.WwwAuthenticate.Select(h => (h.Scheme, h.Parameter ?? ""))],
                response.Content.Headers.ContentType?.MediaType
            );
        }
    }
}

/// <summary>The head of an answer.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Date">Clock of the other side.</param>
/// <param name="Location">Where a redirect points.</param>
/// <param name="Challenges">What it wants as proof (<c>WWW-Authenticate</c>).</param>
/// <param name="MediaType">Kind of the body.</param>
internal sealed record ProbeAnswer(
    int Status,
    DateTimeOffset? Date,
    Uri? Location,
    IReadOnlyList<(string Scheme, string Parameter)> Challenges,
    string? MediaType
);
