using FlowEngine.Connecting;

namespace Connectors.HubSpot;

/// <summary>Companies (https://developers.hubspot.com/docs/api-reference/crm-companies-v3). Search by domain to find one.</summary>
internal static class Companies
{
    private static readonly HubSpotObject Company = new(
        "companies",
        "company",
        [
            new("name", "name", "Name", "Name of the company."),
            new("domain", "domain", "Domain", "Domain of its web site, for example example.com."),
            new("phone", "phone", "Phone", "Phone number."),
            new("city", "city", "City", "City."),
            new("industry", "industry", "Industry", "One of HubSpot's industries, for example COMPUTER_SOFTWARE."),
        ],
        ["lifecyclestage", "hubspot_owner_id"]
    )
    {
        Links = [HubSpotLinkSetting.To("contact", "Contact", 280)],
    };

    /// <summary>What can be done with companies.</summary>
    public static IEnumerable<OperationDefinition> Operations { get; } =
        [
            Company.Get("getCompany"),
            Company.Create("createCompany", "name"),
            Company.Update("updateCompany"),
            Company.Upsert("upsertCompany", [.. UniqueValue.Fields]),
            Company.Archive("archiveCompany"),
        ];
}
