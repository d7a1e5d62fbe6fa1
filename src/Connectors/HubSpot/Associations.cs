using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace Connectors.HubSpot;

/// <summary>Associations between records (https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide), without labels.</summary>
internal static class Associations
{
    private static readonly FieldDefinition FromType = HubSpotFields.Type("fromType", "From", "Type of the one record.", "contacts");
    private static readonly FieldDefinition FromId = HubSpotFields.Text("fromId", "Its id", "Id of the one record.", required: true);
    private static readonly FieldDefinition ToType = HubSpotFields.Type("toType", "To", "Type of the other record.", "companies");
    private static readonly FieldDefinition ToId = HubSpotFields.Text("toId", "Other id", "Id of the other record.", required: true);
    private static readonly PortDefinition Missing = new(HubSpotApi.NotFound, "not found", "One of the records does not exist.");

    private static readonly PagingDefinition Pages = PagingDefinition.ByCursor("paging.next.after", "after") with
    {
        Items = "results",
        SizeParameter = "limit",
        PageSize = 100,
    };

    /// <summary>What can be done with associations.</summary>
    public static IEnumerable<OperationDefinition> Operations { get; } =
        [
            new("associate", "Associate records", "Associates two records of HubSpot; doing it twice is the same as once.", AssociateAsync)
            {
                Card = "Associates {fromType} {fromId} with {toType} {toId}",
                Fields = [FromType, FromId, ToType, ToId],
                Outputs = [new PortDefinition(HubSpotApi.Success, "associated", "The records are associated."), Missing],
                Effect = EffectKind.Write,
                Idempotent = true,
                Errors = HubSpotErrors.Documented,
            },
            new("removeAssociation", "Remove association", "Removes all associations between two records of HubSpot.", RemoveAsync)
            {
                Card = "Separates {fromType} {fromId} from {toType} {toId}",
                Fields = [FromType, FromId, ToType, ToId],
                Outputs = [new PortDefinition(HubSpotApi.Success, "removed", "The records are not associated any more; also when they were not before."), Missing],
                Effect = EffectKind.Write,
                Idempotent = true,
                Errors = HubSpotErrors.Documented,
            },
            new(
                "getAssociations",
                "Get associations",
                "Reads the ids of the records that are associated with one record of HubSpot.",
                new HttpOperation(HttpMethod.Get, "crm/v4/objects/{fromType}/{fromId}/associations/{toType}")
                {
                    EmptyPort = HubSpotApi.NotFound,
                    PortByStatus = new Dictionary<int, string> { [404] = HubSpotApi.NotFound },
                    Reason = HubSpotErrors.Reason,
                }.RunAsync
            )
            {
                Card = "Gets the {toType} of {fromType} {fromId}",
                Fields = [FromType, FromId, ToType],
                Outputs =
                [
                    new PortDefinition(
                        HubSpotApi.Success,
                        "found",
                        "A list of { toObjectId, associationTypes }.",
                        Shape: ValueShape.Sketch("[{ toObjectId: string, associationTypes: [{ category: string, typeId: number, label: string }] }]")
                    ),
                    new PortDefinition(HubSpotApi.NotFound, "none", "There is no such record, or nothing is associated with it."),
                ],
                Errors = HubSpotErrors.Documented,
                Paging = Pages,
            },
        ];

    private static ValueTask<NodeResult> AssociateAsync(OperationCall call, CancellationToken cancellationToken) =>
        ChangeAsync(call, HttpMethod.Put, "associations/default", cancellationToken);

    private static ValueTask<NodeResult> RemoveAsync(OperationCall call, CancellationToken cancellationToken) =>
        ChangeAsync(call, HttpMethod.Delete, "associations", cancellationToken);

    private static async ValueTask<NodeResult> ChangeAsync(OperationCall call, HttpMethod method, string between, CancellationToken cancellationToken)
    {
        if (HubSpotKey.Read(call.Text("fromId")) is not { } from || HubSpotKey.Read(call.Text("toId")) is not { } to)
        {
            return new NodeResult.Completed(HubSpotApi.NotFound);
        }

        var path = $"crm/v4/objects/{call.Text("fromType")}/{from.Value}/{between}/{call.Text("toType")}/{to.Value}";
        var answer = await HubSpotApi.SendAsync(call, method, path, null, cancellationToken).ConfigureAwait(false);
        return answer is HubSpotAnswer.Done ? new NodeResult.Completed(HubSpotApi.Success) : HubSpotApi.Leave(answer, call);
    }
}
