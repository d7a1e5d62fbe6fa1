using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;

namespace Acme.Loyalty;

/// <summary>Finds members: a read, page by page, whose answer may be used again for a minute.</summary>
internal static class FindMembers
{
    private static readonly HttpOperation Http = new(HttpMethod.Get, "members")
    {
        Query = [new HttpParameter("q", "name"), new HttpParameter("tier")],
        EmptyPort = "notFound",
    };

    public static OperationDefinition Operation { get; } =
        new("findMembers", "Find members", "Finds members of the programme by name.", Http.RunAsync)
        {
            Card = "Finds members {name} in {connection}",
            Fields =
            [
                new FieldDefinition("name", "Name", "Part of the name.", FieldKind.Text, Required: true, Expression: true, Template: true),
                new FieldDefinition(
                    "tier",
                    "Tier",
                    "Only members of this tier.",
                    FieldKind.Choice,
                    Options: [new FieldOption("silver", "Silver"), new FieldOption("gold", "Gold")]
                ),
                new FieldDefinition(
                    "limit",
                    "At most",
                    "Number of members, 1 to 200.",
                    FieldKind.Number,
                    Default: JsonSerializer.SerializeToElement(20),
                    Advanced: true,
                    Minimum: 1,
                    Maximum: 200
                ),
            ],
            Outputs =
            [
                new PortDefinition(
                    "success",
                    "found",
                    "A list of members.",
                    Shape: ValueShape.Sketch("[{ id: string, name: string, tier: string, points: number }]")
                ),
                new PortDefinition("notFound", "not found", "Nobody fits."),
            ],
            Effect = EffectKind.Read,
            Paging = PagingDefinition.ByCursor("next", "after") with { Items = "members", SizeParameter = "size", PageSize = 50, MaxItems = 200 },
            Cache = new CachePolicy(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), ["members"]),
            Errors = HttpOperation.Errors(LoyaltyConnector.Key, LoyaltyConnector.Title),
        };
}
