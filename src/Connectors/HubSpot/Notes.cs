using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace Connectors.HubSpot;

/// <summary>Notes on records (https://developers.hubspot.com/docs/api-reference/crm-notes-v3).</summary>
internal static class Notes
{
    private const int LongestText = 65_000;

    private static readonly HubSpotObject Note = new("notes", "note", [], ["hs_note_body", "hs_timestamp", "hubspot_owner_id"])
    {
        Links =
        [
            HubSpotLinkSetting.To("contact", "Contact", 202),
            HubSpotLinkSetting.To("company", "Company", 190),
            HubSpotLinkSetting.To("deal", "Deal", 214),
        ],
        Complete = WriteAsync,
        Codes = new Dictionary<string, string>
        {
            ["hubspot.note"] = "The note has no text, more than 65,000 characters, or no record to stand on.",
        },
    };

    /// <summary>What can be done with notes.</summary>
    public static IEnumerable<OperationDefinition> Operations { get; } = [Create(), Note.Get("getNote"), Note.Archive("archiveNote")];

    private static OperationDefinition Create()
    {
        var create = Note.Create("createNote", "text");
        var text = new FieldDefinition(
            "text",
            "Text",
            "The note, as plain text: markup of a visitor shows as what it is.",
            FieldKind.Multiline,
            Required: true,
            Expression: true,
            Template: true
        );
        var owner = HubSpotFields.Text("ownerId", "Owner", "Id of the owner who is shown as its author.", advanced: true);
        return create with
        {
            Summary = "Writes a note on a contact, a company or a deal of HubSpot.",
            Card = "Notes {text}",
            Fields = [text, .. Note.Links.Select(l => l.Field), owner],
            Outputs = [.. create.Outputs.Where(o => o.Name != HubSpotApi.Conflict)],
        };
    }

    private static ValueTask<NodeResult.Failed?> WriteAsync(OperationCall call, JsonObject properties, CancellationToken cancellationToken)
    {
        var text = HubSpotValues.Filled(call, "text");
        if (text is null || text.Length > LongestText || Note.Links.All(l => HubSpotValues.Filled(call, l.Field.Name) is null))
        {
            return new(
                HubSpotApi.Fail(
                    "hubspot.note",
                    "A note needs a text of up to 65,000 characters and a contact, a company or a deal to stand on. Give both."
                )
            );
        }

        // HubSpot shows the body as HTML.
        properties["hs_note_body"] = WebUtility.HtmlEncode(text).ReplaceLineEndings("<br>");
        properties["hs_timestamp"] = call.Context.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        if (HubSpotValues.Filled(call, "ownerId") is { } owner)
        {
            properties["hubspot_owner_id"] = owner;
        }

        return default;
    }
}
