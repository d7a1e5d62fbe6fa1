namespace Connectors.Tests.Described;

public sealed class ApiDescriptionTests
{
    private static readonly ApiDescription HubSpot = ApiDescription.Read("tests/Connectors.Tests/HubSpot/hubspot-crm.openapi.json");

    [Theory]
    [InlineData("POST", "/crm/v3/objects/contacts", "", """{ "properties": { "email": "a@b.example" } }""", true)]
    [InlineData("POST", "/crm/v3/objects/contacts", "", """{ "properties": { "age": 5 } }""", false)]
    [InlineData("POST", "/crm/v3/objects/contacts", "", """{ "props": {} }""", false)]
    [InlineData("POST", "/crm/v3/objects/contacts", "", "", false)]
    [InlineData("GET", "/crm/v3/objects/contacts/51", "idProperty", "", true)]
    [InlineData("GET", "/crm/v3/objects/contacts/51", "idproperty", "", false)]
    [InlineData("GET", "/crm/v3/objects/contacts/51", "", "{}", false)]
    [InlineData("PUT", "/crm/v3/objects/contacts/51", "", "{}", false)]
    [InlineData("GET", "/crm/v3/object/contacts/51", "", "", false)]
    public void Lets_through_only_requests_that_the_vendor_describes(string method, string path, string parameter, string body, bool fits)
    {
        var query = parameter.Length == 0 ? [] : new[] { KeyValuePair.Create(parameter, "x") };

        Assert.Equal(fits, !HubSpot.CheckRequest(method, path, query, body).Any());
    }

    [Theory]
    [InlineData(204, "", true)]
    [InlineData(204, "{}", false)]
    [InlineData(200, "{}", false)]
    [InlineData(404, """{ "category": "OBJECT_NOT_FOUND", "message": "no", "correlationId": "aeb5f871-7f07-4993-9211-075dc63e7cbf" }""", true)]
    [InlineData(404, """{ "message": "no" }""", false)]
    public void Lets_through_only_answers_that_the_vendor_describes(int status, string body, bool fits) =>
        Assert.Equal(fits, !HubSpot.CheckAnswer("DELETE", "/crm/v3/objects/contacts/51", status, body).Any());
}
