using System.IO.Compression;
using FlowDesigner.Web.People;
using FlowEngine.Definition;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FlowDesigner.Web.Library;

/// <summary>Gives a bot's draft as a file.</summary>
internal static class BundleDownload
{
    /// <summary>Maps <c>GET /bots/{botId}/bundle</c>, and <c>GET /bots/bundles?id=…&amp;id=…</c> for several in one archive.</summary>
    public static void MapBundleDownload(this IEndpointRouteBuilder routes)
    {
        var analyst = new AuthorizeAttribute { Roles = Access.Analyst };
        routes.MapGet("/bots/{botId}/bundle", DownloadAsync).RequireAuthorization(analyst);
        routes.MapGet("/bots/bundles", DownloadAllAsync).RequireAuthorization(analyst);
    }

    private static async Task<IResult> DownloadAsync(string botId, [FromServices] IFlowLibrary library, CancellationToken cancellationToken) =>
        await library.FindAsync(botId, cancellationToken) is { } draft
            ? Results.File(BundleDocument.Write(draft.Bundle), "application/json", $"{botId}.bot.json")
            : Results.NotFound();

    private static async Task<IResult> DownloadAllAsync(string[] id, [FromServices] IFlowLibrary library, CancellationToken cancellationToken)
    {
        var archive = new MemoryStream();
        await using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var botId in id.Distinct(StringComparer.Ordinal))
            {
                if (await library.FindAsync(botId, cancellationToken) is { } draft)
                {
                    await using var entry = await zip.CreateEntry($"{botId}.bot.json").OpenAsync(cancellationToken);
                    await entry.WriteAsync(BundleDocument.Write(draft.Bundle), cancellationToken);
                }
            }
        }

        archive.Position = 0;
        return Results.File(archive, "application/zip", "bots.zip");
    }
}
