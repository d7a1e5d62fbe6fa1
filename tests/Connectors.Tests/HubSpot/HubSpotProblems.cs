using System.Text.Json.Nodes;
using Connectors.Tests.Described;

namespace Connectors.Tests.HubSpot;

/// <summary>Errors in HubSpot's own shape.</summary>
internal static class HubSpotProblems
{
    private static readonly HashSet<string> Known =
    [
        "email", "firstname", "lastname", "phone", "company", "lifecyclestage", "hubspot_owner_id", "shop_number", "name", "domain", "city",
        "industry", "dealname", "dealstage", "pipeline", "amount", "closedate", "dealtype", "hs_note_body", "hs_timestamp", "favourite_colour",
    ];

    public static VendorAnswer NotFound(string message) => Problem(404, "OBJECT_NOT_FOUND", message);

    public static VendorAnswer Invalid(string message) => Problem(400, "VALIDATION_ERROR", message);

    public static VendorAnswer Conflict(string type, JsonObject existing) =>
        Problem(409, "CONFLICT", $"{char.ToUpperInvariant(type[0])}{type[1..^1]} already exists. Existing ID: {existing["id"]}");

    public static VendorAnswer MissingScope(string scope)
    {
        var problem = Problem(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes to make this call.");
        problem.Body!["errors"] = new JsonArray(
            new JsonObject
            {
                ["message"] = "One or more of the following scopes are required.",
                ["context"] = new JsonObject { ["requiredGranularScopes"] = new JsonArray(scope) },
            }
        );
        return problem;
    }

    /// <summary>HubSpot refuses properties that nobody defined.</summary>
    public static VendorAnswer? Unknown(string type, JsonObject properties)
    {
        if (properties.Select(p => p.Key).FirstOrDefault(name => !Known.Contains(name)) is not { } name)
        {
            return null;
        }

        var problem = Invalid("Property values were not valid");
        problem.Body!["errors"] = new JsonArray(new JsonObject { ["message"] = $"Property \"{name}\" does not exist on {type}", ["code"] = "PROPERTY_DOESNT_EXIST" });
        return problem;
    }

    private static VendorAnswer Problem(int status, string category, string message) =>
        new(
            status,
            new JsonObject
            {
                ["status"] = "error",
                ["message"] = message,
                ["correlationId"] = "aeb5f871-7f07-4993-9211-075dc63e7cbf",
                ["category"] = category,
            }
        );
}
