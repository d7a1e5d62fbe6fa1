using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>Reads a JSON body up to a limit, whatever its content type says, as clients are careless about it.</summary>
internal static class DirectLineBody
{
    /// <summary>Largest body of an activity, in bytes.</summary>
    public const int Limit = 256 * 1024;

    /// <summary>Reads the body; exactly one of the two is set, except for an empty body, which gives an undefined element.</summary>
    public static async Task<(JsonElement Body, IResult? Refusal)> ReadAsync(HttpRequest request)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Limit + 1);
        try
        {
            var length = 0;
            int read;
            do
            {
                read = await request
                    .Body.ReadAsync(buffer.AsMemory(length, Limit + 1 - length), request.HttpContext.RequestAborted)
                    .ConfigureAwait(false);
                length += read;
            } while (read > 0 && length <= Limit);

            return length > Limit
                ? (default, DirectLineError.TooLarge($"The body is larger than {Limit / 1024} kB."))
                : Parse(buffer.AsMemory(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static (JsonElement Body, IResult? Refusal) Parse(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return (default, null);
        }

        try
        {
            using var document = JsonDocument.Parse(utf8);
            return !HasReadableText(document.RootElement)
                ? (default, DirectLineError.BadArgument("A text in the body holds half a character (a lone surrogate)."))
                : (document.RootElement.Clone(), null);
        }
        catch (JsonException e)
        {
            return (default, DirectLineError.BadArgument($"The body is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine}."));
        }
    }

    /// <summary>An escape such as <c>"\ud83d"</c> passes the parser but cannot become text, neither here nor in the database.</summary>
    private static bool HasReadableText(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => IsReadable(element.GetString),
            JsonValueKind.Array => element.EnumerateArray().All(HasReadableText),
            JsonValueKind.Object => element.EnumerateObject().All(p => IsReadable(() => p.Name) && HasReadableText(p.Value)),
            _ => true,
        };

    private static bool IsReadable(Func<string?> read)
    {
        try
        {
            return read() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
