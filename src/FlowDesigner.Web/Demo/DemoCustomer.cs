using System.Text.Json.Nodes;

namespace FlowDesigner.Web.Demo;

/// <summary>A customer of the demo shop.</summary>
/// <param name="Id">Its id.</param>
/// <param name="FirstName">First name.</param>
/// <param name="LastName">Last name.</param>
/// <param name="Email">E-mail address.</param>
/// <param name="Street">Street and number.</param>
/// <param name="Postcode">Postal code.</param>
/// <param name="City">City.</param>
/// <param name="Phone">Phone number.</param>
internal sealed record DemoCustomer(
    int Id,
    string FirstName,
    string LastName,
    string Email,
    string Street,
    string Postcode,
    string City,
    string Phone = ""
)
{
    /// <summary>Address of an invoice.</summary>
    public JsonObject Billing()
    {
        var address = Shipping();
        address["email"] = Email;
        address["phone"] = Phone;
        return address;
    }

    /// <summary>Address of a parcel.</summary>
    public JsonObject Shipping() =>
        new()
        {
            ["first_name"] = FirstName,
            ["last_name"] = LastName,
            ["company"] = "",
            ["address_1"] = Street,
            ["address_2"] = "",
            ["city"] = City,
            ["state"] = "",
            ["postcode"] = Postcode,
            ["country"] = "DE",
        };

    /// <summary>The customer as WooCommerce's REST API v3 writes it.</summary>
    /// <param name="api">Address of the API without a slash at its end, for links.</param>
    public JsonObject ToJson(string api) =>
        new()
        {
            ["id"] = Id,
            ["date_created"] = "2025-09-01T08:00:00",
            ["date_created_gmt"] = "2025-09-01T08:00:00",
            ["date_modified"] = "2025-09-01T08:00:00",
            ["date_modified_gmt"] = "2025-09-01T08:00:00",
            ["email"] = Email,
            ["first_name"] = FirstName,
            ["last_name"] = LastName,
            ["role"] = "customer",
            ["username"] = Email[..Email.IndexOf('@', StringComparison.Ordinal)],
            ["billing"] = Billing(),
            ["shipping"] = Shipping(),
            ["is_paying_customer"] = true,
            ["avatar_url"] = "",
            ["meta_data"] = new JsonArray(),
            ["_links"] = DemoJson.Links(api, "customers", Id),
        };
}
