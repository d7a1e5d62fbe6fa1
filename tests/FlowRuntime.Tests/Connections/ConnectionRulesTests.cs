using System.Text.Json;
using FlowEngine.Connecting;
using FlowRuntime.Connections;

namespace FlowRuntime.Tests.Connections;

public sealed class ConnectionRulesTests
{
    // A database or a mail server: it has hosts, but no address of HTTP.
    private static readonly ConnectorDefinition Database = new("db", "Database", "A database.", "db", [], [])
    {
        Hosts = settings => settings.TryGetProperty("host", out var host) ? [host.GetString()!] : [], // the tests give texts
    };

    [Theory]
    [InlineData("""{ "host": "db.example", "name": "a" }""", """{ "host": "DB.example", "name": "b" }""", false)]
    [InlineData("""{ "host": "db.example" }""", """{ "host": "evil.example" }""", true)]
    [InlineData("""{ }""", """{ "host": "evil.example" }""", true)]
    public void A_stored_secret_does_not_follow_to_another_host(string before, string after, bool elsewhere)
    {
        var row = new ConnectionRow
        {
            Id = "orders",
            Name = "orders",
            Environment = ConnectionEnvironment.Live,
            Connector = "db",
            Settings = before,
            Owner = "ada",
        };
        var change = new ConnectionChange("db", JsonElement.Parse(after));

        Assert.Equal(elsewhere, ConnectionRules.LeadsElsewhere(row, change, Database));
    }
}
