using System.Text.Json.Nodes;
using FlowEngine.Connecting;
using FlowEngine.Nodes;

namespace Connectors.HubSpot;

/// <summary>An association that a new record starts with.</summary>
/// <param name="ToId">Id of the other record.</param>
/// <param name="TypeId">
/// HubSpot's number of the association
/// (https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide#association-type-id-values).
/// </param>
internal sealed record HubSpotLink(string ToId, int TypeId)
{
    /// <summary>The association as HubSpot takes it.</summary>
    public JsonNode ToJson() =>
        new JsonObject
        {
            ["to"] = new JsonObject { ["id"] = ToId },
            ["types"] = new JsonArray(
                new JsonObject { ["associationCategory"] = "HUBSPOT_DEFINED", ["associationTypeId"] = TypeId }
            ),
        };

    /// <summary>Reads the associations that the settings ask for.</summary>
    /// <param name="call">The operation's attempt.</param>
    /// <param name="settings">Settings that may hold an id.</param>
    /// <param name="links">The associations.</param>
    /// <param name="wrong">The setting that holds something else than an id; empty when all are well.</param>
    /// <returns>False when a setting is wrong.</returns>
    public static bool TryRead(OperationCall call, IEnumerable<HubSpotLinkSetting> settings, out IReadOnlyList<HubSpotLink> links, out string wrong)
    {
        var read = new List<HubSpotLink>();
        links = read;
        foreach (var setting in settings)
        {
            if (HubSpotValues.Filled(call, setting.Field.Name) is not { } text)
            {
                continue;
            }

            if (HubSpotKey.Read(text) is not { } key)
            {
                wrong = setting.Field.Name;
                return false;
            }

            read.Add(new HubSpotLink(key.Value, setting.TypeId));
        }

        wrong = "";
        return true;
    }

    /// <summary>Documented code of a setting that holds no id.</summary>
    public static KeyValuePair<string, string> WrongId { get; } = new("hubspot.id", "A setting that names another record holds no id; an id has digits only.");
}

/// <summary>A setting that names a record to be associated with.</summary>
/// <param name="Field">The setting.</param>
/// <param name="TypeId">HubSpot's number of the association, from the new record to that one.</param>
internal sealed record HubSpotLinkSetting(FieldDefinition Field, int TypeId)
{
    /// <summary>Makes one.</summary>
    /// <param name="name">Word for the other record, for example <c>contact</c>.</param>
    /// <param name="label">Label in the form.</param>
    /// <param name="typeId">HubSpot's number of the association.</param>
    public static HubSpotLinkSetting To(string name, string label, int typeId) =>
        new(HubSpotFields.Text($"{name}Id", label, $"Id of a {name} to associate it with."), typeId);
}
