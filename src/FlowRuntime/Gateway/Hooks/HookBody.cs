using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>Reads bodies whole, as they come and no larger than allowed.</summary>
internal static class HookBody
{
    /// <summary>Most that a body will take, before it is read.</summary>
    public static long MostOf(HttpRequest request, int most) => Math.Min(request.ContentLength ?? most, most);

    /// <summary>The whole body; null when it is too large.</summary>
    public static async ValueTask<byte[]?> ReadAsync(HttpContext http, int most)
    {
        if (http.Request.ContentLength is { } known)
        {
            return known > most ? null : await ReadExactlyAsync(http, (int)known).ConfigureAwait(false);
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = null; // counted below, so that the refusal is ours
        }

        using var whole = new MemoryStream();
        var part = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(part, http.RequestAborted).ConfigureAwait(false)) > 0)
        {
            if (whole.Length + read > most)
            {
                return null;
            }

            await whole.WriteAsync(part.AsMemory(0, read), http.RequestAborted).ConfigureAwait(false);
        }

        return whole.ToArray();
    }

    private static async ValueTask<byte[]> ReadExactlyAsync(HttpContext http, int length)
    {
        if (length == 0)
        {
            return [];
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = length;
        }

        var body = new byte[length];
        await http.Request.Body.ReadExactlyAsync(body, http.RequestAborted).ConfigureAwait(false);
        return body;
    }
}
