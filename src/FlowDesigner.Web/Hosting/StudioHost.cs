using Connectors.Http;
using Connectors.HubSpot;
using Connectors.Mail;
using Connectors.OpenApi;
using Connectors.Sql;
using Connectors.Woo;
using FlowDesigner.Web.Demo;
using FlowDesigner.Web.People;
using FlowEngine;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Imported;
using FlowRuntime.Dispatch;
using FlowRuntime.Hosting;
using FlowRuntime.Learning;
using FlowRuntime.Library;
using FlowRuntime.Plugins;
using FlowRuntime.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;

namespace FlowDesigner.Web.Hosting;

/// <summary>Puts the product together: what it is made of, and what it serves.</summary>
internal static class StudioHost
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <summary>Builds the application; nothing has started yet.</summary>
    /// <param name="args">Command line.</param>
    /// <returns>The application.</returns>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = args,
                // Settings and assets lie beside the program, wherever it was started from.
                ContentRootPath = AppContext.BaseDirectory,
                EnvironmentName = EnvironmentOrDefault(args),
            }
        );
        builder.WebHost.UseStaticWebAssets();
        if (NamesNoAddress(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        var section = builder.Configuration.GetSection(StudioOptions.SectionName);
        var options = section.Get<StudioOptions>() ?? new StudioOptions();
        var roles = StudioRoles.Parse(options.Roles, builder.Environment.IsDevelopment());
        builder.Services.AddOptions<StudioOptions>().Bind(section);
        builder.Services.AddSingleton(roles);
        AddStudio(builder, options, roles);

        var app = builder.Build();
        UseStudio(app, roles);
        return app;
    }

    private static void AddStudio(WebApplicationBuilder builder, StudioOptions options, StudioRoles roles)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddStudioKeys(options.DataDirectory);
        services.AddStudioHealth();
        services.AddStudioTelemetry();
        services.AddStudioStorage();
        var databases = new SqlFiles(builder.Configuration["FlowStudio:Sql:Folder"] ?? "databases", [options.DataDirectory]);
        services
            .AddFlowEngine()
            .AddHttpConnector()
            .AddSqlConnector(databases)
            .AddMailConnector()
            .AddWooCommerceConnector()
            .AddHubSpotConnector();
        if (roles.Worker || roles.Designer)
        {
            services.AddHostedService<ExpressionWarmUp>();
        }

        services.AddOpenApiImport();
        services.AddStudioConnections().AddImportedConnectors();
        services.AddStudioPlugins();
        services.AddFlowLibrary().AddLearning().AddBotSeeding();
        // The secrets of channels are read and the conversations answered in the designer too.
        services.AddDispatch(runsTurns: roles.Worker).AddGateway();
        if (roles.Demo)
        {
            services.AddDemoShop();
        }

        services.AddPeople();
        services.Configure<ForwardedHeadersOptions>(builder.Configuration.GetSection("FlowStudio:ForwardedHeaders"));
        if (roles.Designer)
        {
            services.AddDesigner();
        }
    }

    private static void UseStudio(WebApplication app, StudioRoles roles)
    {
        app.UseForwardedHeaders();
        if (app.Environment.IsDevelopment())
        {
            app.UseDeveloperExceptionPage();
        }
        else
        {
            app.UseExceptionHandler(roles.Designer ? "/error" : "/health/live");
            app.UseHsts();
        }

        app.UseSecurityHeaders();
        // Said here, as without a word routing would come first of all, before who called and how is read from forwarded
        // headers. What comes after it concerns pages and people; webhooks end here.
        app.UseRouting();
        if (roles.Designer)
        {
            // Before the pages of errors, which are told in the visitor's language too.
            app.UseRequestLocalization();
            app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
            app.Use(
                (context, next) =>
                {
                    if (!IsPageRequest(context) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
                    {
                        pages.Enabled = false;
                    }

                    return next(context);
                }
            );
            // People get a page for an address that nothing serves; programs keep the bare status.
            app.UseWhen(AsksForPage, page => page.UseStatusCodePagesWithReExecute("/not-found"));
        }

        app.UseWebSockets();
        if (roles.Gateway)
        {
            app.UseSwaggerUI(docs =>
            {
                docs.RoutePrefix = "docs/api";
                docs.SwaggerEndpoint("/openapi/v1.json", "FlowStudio");
            });
        }

        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStudioHealth();
        app.MapStaticAssets().AllowAnonymous();
        if (roles.Gateway)
        {
            app.MapGateway();
        }

        if (roles.Demo)
        {
            app.MapGroup("").AllowAnonymous().MapDemoShop();
        }

        if (roles.Designer)
        {
            app.MapDesigner();
        }
    }

    private static bool AsksForPage(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.Request.Headers.Accept.Any(a => a?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>
    /// Without a word from outside, a build output (it has the manifest of assets that publishing copies together) is a
    /// developer's machine. Launch settings would say the same, but print a line on standard output.
    /// </summary>
    private static string? EnvironmentOrDefault(string[] args)
    {
        var isNamed =
            Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is not null
            || Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is not null
            || args.Any(a => a.TrimStart('-', '/').StartsWith("environment", StringComparison.OrdinalIgnoreCase));
        var manifest = Path.Combine(AppContext.BaseDirectory, "FlowDesigner.Web.staticwebassets.runtime.json");
        return !isNamed && File.Exists(manifest) ? Environments.Development : null;
    }

    private static bool IsPageRequest(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.Request.Headers.Accept.Any(a => a?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true)
        && !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && !context.Request.Path.StartsWithSegments("/v3", StringComparison.OrdinalIgnoreCase);

    private static bool NamesNoAddress(ConfigurationManager configuration) =>
        string.IsNullOrEmpty(configuration["urls"])
        && string.IsNullOrEmpty(configuration["http_ports"])
        && string.IsNullOrEmpty(configuration["https_ports"])
        && !configuration.GetSection("Kestrel:Endpoints").Exists();
}
