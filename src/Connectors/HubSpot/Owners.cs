using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;

namespace Connectors.HubSpot;

/// <summary>Owners: the people of the HubSpot account who look after records (https://developers.hubspot.com/docs/api-reference/crm-crm-owners-v3).</summary>
internal static class Owners
{
    private const string Shape = "{ id: string, email: string, firstName: string, lastName: string, userId: number, archived: boolean }";

    private static readonly CachePolicy Seldom = new(TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), ["owners"]);

    private static readonly PagingDefinition Pages = PagingDefinition.ByCursor("paging.next.after", "after") with
    {
        Items = "results",
        SizeParameter = "limit",
        PageSize = 100,
    };

    /// <summary>What can be done with owners.</summary>
    public static IEnumerable<OperationDefinition> Operations { get; } =
        [
            new(
                "findOwners",
                "Find owners",
                "Reads the people of the HubSpot account who look after records, all or the one with an e-mail address.",
                new HttpOperation(HttpMethod.Get, "crm/v3/owners")
                {
                    Query = [new HttpParameter("email")],
                    EmptyPort = HubSpotApi.NotFound,
                    Reason = HubSpotErrors.Reason,
                }.RunAsync
            )
            {
                Card = "Finds owner {email}",
                Fields = [HubSpotFields.Text("email", "E-mail", "Only the owner with this address; empty for all.")],
                Outputs =
                [
                    new PortDefinition(HubSpotApi.Success, "found", "A list of owners; id is what a record takes as its owner.", Shape: ValueShape.Sketch($"[{Shape}]")),
                    new PortDefinition(HubSpotApi.NotFound, "not found", "Nobody in the account has this address."),
                ],
                Errors = HubSpotErrors.Documented,
                Paging = Pages,
                Cache = Seldom,
            },
        ];
}
