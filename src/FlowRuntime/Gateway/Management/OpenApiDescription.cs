using FlowRuntime.Gateway.ApiKeys;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FlowRuntime.Gateway.Management;

/// <summary>Names the API and its way to sign in; the endpoints describe themselves.</summary>
internal sealed class OpenApiDescription : IOpenApiDocumentTransformer
{
    private const string BearerScheme = "apiKey";

    public Task TransformAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "FlowStudio management API",
            Version = "v1",
            Description =
                "Bots as JSON bundles, their problems, versions and runs; connections. Errors are "
                + "`application/problem+json` with `errors[{pointer, detail, code, severity}]`. Scopes of keys: "
                + string.Join(", ", ApiScopes.All.Select(s => $"`{s}`"))
                + ".",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[BearerScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An API key, made by an administrator.",
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference(BearerScheme, document)] = [] }];
        return Task.CompletedTask;
    }
}
