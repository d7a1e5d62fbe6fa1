using FlowDesigner.Web.People;
using FlowRuntime.Library;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FlowDesigner.Web.Understanding;

/// <summary>Gives the phrases of a draft as a table.</summary>
internal static class PhraseDownload
{
    /// <summary>Maps <c>GET /bots/{botId}/phrases.csv</c>.</summary>
    public static void MapPhraseDownload(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/bots/{botId}/phrases.csv", DownloadAsync).RequireAuthorization(new AuthorizeAttribute { Roles = Access.Analyst });

    private static async Task<IResult> DownloadAsync(string botId, [FromServices] IFlowLibrary library, CancellationToken cancellationToken) =>
        await library.FindAsync(botId, cancellationToken) is { } draft
            ? Results.File(PhraseTable.Write(PhraseEdits.Table(draft.Bundle.Bot)), "text/csv; charset=utf-8", $"{botId}.phrases.csv")
            : Results.NotFound();
}
