using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;

namespace Acme.Loyalty;

/// <summary>
/// Gives points to a member: a write. The programme honours <c>Idempotency-Key</c>, which every write carries, so that it
/// is sent again after a crash and done once.
/// </summary>
internal static class AddPoints
{
    private static readonly HttpOperation Http = new(HttpMethod.Post, "members/{member}/points")
    {
        Body = HttpBody.Json(new HttpParameter("points"), new HttpParameter("reason")),
        PortByStatus = new Dictionary<int, string> { [404] = "notFound" },
    };

    public static OperationDefinition Operation { get; } =
        new("addPoints", "Add points", "Gives points to a member of the programme.", Http.RunAsync)
        {
            Card = "Gives {points} points to {member}",
            Fields =
            [
                new FieldDefinition("member", "Member", "Id of the member.", FieldKind.Text, Required: true, Expression: true),
                new FieldDefinition(
                    "points",
                    "Points",
                    "How many, 1 to 10,000.",
                    FieldKind.Number,
                    Required: true,
                    Expression: true,
                    Minimum: 1,
                    Maximum: 10_000
                ),
                new FieldDefinition("reason", "Reason", "Shown to the member.", FieldKind.Text, Expression: true, Template: true),
            ],
            Outputs =
            [
                new PortDefinition("success", "given", "The member as it is now.", Shape: ValueShape.Sketch("{ id: string, points: number }")),
                new PortDefinition("notFound", "no such member", "The programme has no such member."),
            ],
            Effect = EffectKind.Write,
            Idempotent = true,
            Errors = HttpOperation.Errors(LoyaltyConnector.Key, LoyaltyConnector.Title),
        };
}
