using System.Reflection;
using Connectors.Http;
using Connectors.Sql;
using Microsoft.Extensions.DependencyInjection;
using TestKit.Contract;

namespace Connectors.Tests.Contract;

/// <summary>Every connector of this assembly keeps the contract: one that is added is found by its registration.</summary>
public sealed class ConnectorContractTests
{
    private static readonly Dictionary<string, string> Connections = new()
    {
        ["mail"] = """{ "host": "smtp.example", "security": "starttls", "from": "shop@example.com" }""",
        ["sql"] = """{ "engine": "postgresql", "host": "db.example", "database": "shop", "tls": "off" }""",
    };

    private static readonly Dictionary<string, string> Nodes = new()
    {
        ["http.graphql"] = """{ "query": "query { shop { name } }" }""",
        ["mail.send"] = """{ "to": ["ann@shop.example"], "subject": "Your order", "text": "It is on its way." }""",
        ["sql.query"] = """{ "statement": "select 1" }""",
        ["sql.execute"] = """{ "statement": "delete from orders" }""",
        ["woocommerce.findOrders"] = """{ "status": "processing" }""",
        ["woocommerce.updateOrder"] = """{ "orderId": "1", "status": "completed" }""",
        ["woocommerce.createOrder"] = """{ "items": [{ "sku": "MUG-01" }] }""",
        ["woocommerce.findProducts"] = """{ "search": "mug" }""",
        ["woocommerce.updateProduct"] = """{ "productId": "1", "name": "Mug" }""",
        ["woocommerce.getStock"] = """{ "sku": "MUG-01" }""",
        ["woocommerce.updateStock"] = """{ "productId": "1", "quantity": 3 }""",
        ["woocommerce.createCustomer"] = """{ "email": "ann@shop.example" }""",
        ["woocommerce.updateCustomer"] = """{ "customer": "1", "firstName": "Ann" }""",
        ["hubspot.createNote"] = """{ "text": "Called back.", "contactId": "1" }""",
        ["hubspot.search"] = """{ "type": "contacts", "query": "ann" }""",
        ["hubspot.updateContact"] = """{ "id": "1", "properties": { "city": "Bonn" } }""",
        ["hubspot.updateCompany"] = """{ "id": "1", "properties": { "city": "Bonn" } }""",
        ["hubspot.updateDeal"] = """{ "id": "1", "properties": { "amount": "1" } }""",
        ["hubspot.upsertContact"] = """{ "email": "ann@shop.example", "properties": { "city": "Bonn" } }""",
    };

    public static TheoryData<string> Keys => [.. Registrations().Select(m => (string)m.DeclaringType!.GetField("Key")!.GetRawConstantValue()!)]; // every connector has one

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Keeps_the_contract(string key)
    {
        await using var bench = new ConnectorBench(Register);
        Assert.True(bench.Connectors.TryGet(key, out var connector));
        var subject = new ContractSubject(connector)
        {
            Register = Register,
            ConnectionSettings = Connections.GetValueOrDefault(key),
            NodeSettings = Nodes,
            // They set properties of the record with a unique value: HubSpot makes one record of two such calls.
            IdempotentByNature = new HashSet<string> { "hubspot.upsertContact", "hubspot.upsertCompany", "hubspot.upsertDeal" },
        };

        var findings = await ContractKit.FindAsync(subject, TestContext.Current.CancellationToken);
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    /// <summary>Every <c>Add…Connector</c> of the assembly.</summary>
    private static IEnumerable<MethodInfo> Registrations() =>
        typeof(HttpConnector)
            .Assembly.GetExportedTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(m => m.Name.StartsWith("Add", StringComparison.Ordinal) && m.Name.EndsWith("Connector", StringComparison.Ordinal));

    /// <summary>Registers them all, as the product's start does.</summary>
    private static void Register(IServiceCollection services)
    {
        foreach (var add in Registrations())
        {
            add.Invoke(null, [.. add.GetParameters().Select(p => ArgumentOf(p, services))]);
        }
    }

    private static object? ArgumentOf(ParameterInfo parameter, IServiceCollection services) =>
        parameter.ParameterType == typeof(IServiceCollection) ? services
        : parameter.ParameterType == typeof(SqlFiles) ? new SqlFiles(Path.Combine(Path.GetTempPath(), "no-databases"), [])
        : parameter.HasDefaultValue ? parameter.DefaultValue
        : throw new InvalidOperationException($"Say what the tests give {parameter.Member.Name} for {parameter.Name}.");
}
