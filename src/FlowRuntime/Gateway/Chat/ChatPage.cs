using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace FlowRuntime.Gateway.Chat;

/// <summary>The hosted chat page: a frame for the widget, with no secret in it and nothing from elsewhere.</summary>
internal static class ChatPage
{
    /// <summary>Where the web project serves the widget.</summary>
    private const string Script = "/client/widget.js";

    // Only what shows before the script runs; the widget brings its own styles.
    private const string Style =
        "html{color-scheme:light dark}"
        + "body{margin:0;min-height:100vh;min-height:100dvh;display:grid;place-items:center;"
        + "background:light-dark(#f3f7f7,#0e1414);color:light-dark(#162323,#e7ecec);font:1rem/1.5 sans-serif}"
        + "p{max-width:34em;padding:1rem;text-align:center}";

    /// <summary>The page of a bot that can be talked to.</summary>
    public static IResult Of(HttpContext http, ChatBot bot)
    {
        var nonce = NewNonce();
        var html = HtmlEncoder.Default;
        var (name, language) = (html.Encode(bot.Name), html.Encode(bot.Language));
        var root = html.Encode(http.Request.PathBase);
        SetPolicy(http, nonce, bot.Origins);
        return Html(
            bot.Name,
            nonce,
            $"""
            <div data-flow-chat="{root}/chat/{html.Encode(bot.Id)}/token" data-name="{name}" data-language="{language}" dir="{DirectionOf(bot.Language)}"></div>
            <noscript><p>The chat needs JavaScript. Turn it on for this page.</p></noscript>
            <script type="module" src="{root}{Script}" nonce="{nonce}"></script>
            """,
            StatusCodes.Status200OK
        );
    }

    /// <summary>The page of a bot that is not there, or not yet.</summary>
    public static IResult Closed(HttpContext http)
    {
        var nonce = NewNonce();
        SetPolicy(http, nonce, []);
        return Html(
            "Chat",
            nonce,
            "<main><p>This chat is not open. Check the address, or come back later.</p></main>",
            StatusCodes.Status404NotFound
        );
    }

    private static void SetPolicy(HttpContext http, string nonce, IReadOnlyList<string> origins)
    {
        // Older browsers do not count the WebSocket of the same host as 'self'.
        var stream = PublicAddress.Of(http.Request, "ws")[..^http.Request.PathBase.Value!.Length];
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self' {stream}; "
            + "img-src data: https: http:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'; "
            + $"frame-ancestors {string.Join(' ', origins.Prepend("'self'"))}";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
    }

    private static IResult Html(string title, string nonce, string body, int status) =>
        Results.Content(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
            <meta name="color-scheme" content="light dark">
            <title>{HtmlEncoder.Default.Encode(title)}</title>
            <link rel="icon" href="data:,">
            <style nonce="{nonce}">{Style}</style>
            </head>
            <body>
            {body}
            </body>
            </html>

            """,
            "text/html; charset=utf-8",
            statusCode: status
        );

    private static string NewNonce() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    private static string DirectionOf(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language).TextInfo.IsRightToLeft ? "rtl" : "ltr";
        }
        catch (CultureNotFoundException)
        {
            return "auto";
        }
    }
}
