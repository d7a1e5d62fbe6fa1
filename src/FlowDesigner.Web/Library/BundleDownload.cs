using FlowDesigner.Web.People;
using FlowEngine.Definition;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FlowDesigner.Web.Library;

/// <summary>Gives a bot's draft as a file.</summary>
internal static class BundleDownload
{
    /// <summary>Maps <c>GET /bots/{botId}/bundle</c>.</summary>
    public static void MapBundleDownload(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/bots/{botId}/bundle", DownloadAsync)
            .RequireAuthorization(new AuthorizeAttribute { Roles = Access.Analyst });

    private static async Task<IResult> DownloadAsync(string botId, [FromServices] IFlowLibrary library, CancellationToken cancellationToken) =>
        await library.FindAsync(botId, cancellationToken) is { } draft
            ? Results.File(BundleDocument.Write(draft.Bundle), "application/json", $"{botId}.bot.json")
            : Results.NotFound();
}
