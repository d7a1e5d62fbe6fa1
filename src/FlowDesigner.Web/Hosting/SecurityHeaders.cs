namespace FlowDesigner.Web.Hosting;

/// <summary>Headers that keep other sites away from the pages. What an endpoint sets itself stays.</summary>
internal static class SecurityHeaders
{
    // Styles are inline where components place things; scripts never are. Pictures that a bot shows come from anywhere.
    // WebAssembly, plug-ins and frames: none.
    private const string DesignerPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https: http:; "
        + "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
        + "frame-ancestors 'none'";

    /// <summary>Adds the headers to every answer.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(Add, context);
                return next(context);
            }
        );

    private static Task Add(object context)
    {
        var headers = ((HttpContext)context).Response.Headers;
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers.TryAdd("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        headers.TryAdd("Content-Security-Policy", DesignerPolicy);
        return Task.CompletedTask;
    }
}
