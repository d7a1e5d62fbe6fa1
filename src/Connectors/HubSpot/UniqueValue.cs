using FlowEngine.Nodes;

namespace Connectors.HubSpot;

/// <summary>How a record without an e-mail address is recognised: by a property that the admin of the account made unique.</summary>
internal static class UniqueValue
{
    /// <summary>The settings.</summary>
    public static IReadOnlyList<FieldDefinition> Fields { get; } =
        [
            new(
                "by",
                "Unique property",
                "Internal name of a property whose values HubSpot keeps unique, for example shop_number; HubSpot refuses others.",
                FieldKind.Text,
                Required: true
            ),
            HubSpotFields.Text("value", "Its value", "Value that says which record is meant, for example the number in the shop.", required: true),
        ];
}
