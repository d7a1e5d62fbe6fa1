namespace FlowRuntime.Credentials.Sending;

/// <summary>The start of an answer's body, read ahead.</summary>
/// <param name="Bytes">What was read; empty when the body is known to be longer than what is asked for.</param>
/// <param name="IsWhole">True when that is all of it.</param>
internal readonly record struct AnswerStart(ReadOnlyMemory<byte> Bytes, bool IsWhole)
{
    /// <summary>Reads the start and puts it back, so that the next reader gets the whole body.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="most">Most bytes to read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<AnswerStart> ReadAsync(HttpResponseMessage response, int most, CancellationToken cancellationToken)
    {
        var content = response.Content;
        if (content.Headers.ContentLength > most)
        {
            return new AnswerStart(default, false);
        }

        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var start = new byte[content.Headers.ContentLength is { } length ? (int)length + 1 : most];
        var count = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        Replace(response, new StreamContent(new RejoinedStream(start.AsMemory(0, count), stream)));
        return new AnswerStart(start.AsMemory(0, count), count < start.Length);
    }

    /// <summary>Gives an answer another body with the same headers.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="body">The body.</param>
    public static void Replace(HttpResponseMessage response, HttpContent body)
    {
        foreach (var header in response.Content.Headers.NonValidated)
        {
            body.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable());
        }

        response.Content = body;
    }
}
