using FlowEngine.Connecting;

namespace Connectors.HubSpot;

/// <summary>People (https://developers.hubspot.com/docs/api-reference/crm-contacts-v3). An e-mail address belongs to one contact at most.</summary>
internal static class Contacts
{
    private static readonly HubSpotObject Contact = new(
        "contacts",
        "contact",
        [
            new("email", "email", "E-mail", "E-mail address, unique among contacts."),
            new("firstName", "firstname", "First name", "First name."),
            new("lastName", "lastname", "Last name", "Last name."),
            new("phone", "phone", "Phone", "Phone number."),
            new("company", "company", "Company name", "Name of the company as text; associate a company record by its id."),
        ],
        ["lifecyclestage", "hubspot_owner_id"]
    )
    {
        HasEmail = true,
        Links = [HubSpotLinkSetting.To("company", "Company", 279)],
    };

    /// <summary>What can be done with contacts.</summary>
    public static IEnumerable<OperationDefinition> Operations { get; } =
        [
            Contact.Get("getContact"),
            Contact.Create("createContact", "email"),
            Contact.Update("updateContact"),
            Contact.Upsert("upsertContact"),
            Contact.Archive("archiveContact"),
        ];
}
