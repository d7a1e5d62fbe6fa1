using System.Net;
using System.Net.Sockets;
using Connectors.Sql;
using FlowEngine.Connecting;

namespace Connectors.Tests.Sql;

[Collection(PostgresTests.Name)]
public sealed class PostgresLineTests(PostgresServer server) : IAsyncDisposable
{
    private readonly SqlBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("verify", "encrypted.")]
    [InlineData("encrypt", "encrypted.")]
    [InlineData("off", "not encrypted.")]
    public async Task Encrypts_the_line_as_the_connection_says(string tls, string told)
    {
        var connection = PostgresRowsTests.Connect(server, tls: tls, host: "localhost", authority: server.Authority.Pasted);

        var probe = await new SqlProbe(_bench.Runner).RunAsync(connection, TestContext.Current.CancellationToken);

        Assert.True(probe.Ok, probe.Message);
        Assert.Contains($"answers to the role admin, {told}", probe.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warns_of_a_role_that_may_do_everything()
    {
        var connection = PostgresRowsTests.Connect(server);

        var probe = await new SqlProbe(_bench.Runner).RunAsync(connection, TestContext.Current.CancellationToken);

        Assert.Contains("use one that may do only what the flows need", probe.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verifies_the_certificate_unless_told_otherwise()
    {
        var connection = new DatabaseConnection(
            new { engine = "postgresql", host = "localhost", port = server.Port, database = "shop" },
            PostgresServer.Admin,
            PostgresServer.Password
        );

        await ShowsAsync(connection, "The certificate of localhost is not valid");
    }

    [Fact]
    public async Task Refuses_a_certificate_for_another_name_wherever_the_name_leads()
    {
        var connection = PostgresRowsTests.Connect(server, tls: "verify", host: "db.example", authority: server.Authority.Pasted);
        connection.Names["db.example"] = "127.0.0.1";

        await ShowsAsync(connection, "The certificate of db.example is not valid for this name");
    }

    [Fact]
    public async Task Connects_to_the_address_that_the_guarded_dialer_reached()
    {
        // A name that only the dialer knows: had the driver resolved it by itself, it would be unknown.
        var connection = PostgresRowsTests.Connect(server, host: "db.invalid");
        connection.Names["db.invalid"] = "127.0.0.1";

        var rows = SqlBench.Rows(await _bench.QueryAsync(connection, "SELECT 1 AS one"));

        Assert.Equal("""[{"one":1}]""", rows);
        Assert.Equal($"db.invalid:{server.Port}", Assert.Single(connection.Dialled));
    }

    [Fact]
    public async Task Goes_nowhere_when_the_guard_refuses()
    {
        var connection = PostgresRowsTests.Connect(server, refusal: new ConnectionRefusedException("connection.address", "Inside."));

        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(() => _bench.QueryAsync(connection, "SELECT 1"));

        Assert.Equal("connection.address", refused.Code);
    }

    [Fact]
    public async Task Tells_that_the_login_is_refused() =>
        await ShowsAsync(PostgresRowsTests.Connect(server, password: "wrong"), "refuses the login");

    [Fact]
    public async Task Tells_that_the_database_is_missing() =>
        await ShowsAsync(PostgresRowsTests.Connect(server, database: "none"), "has no database none");

    [Fact]
    public async Task Tells_that_a_name_is_unknown() =>
        await ShowsAsync(PostgresRowsTests.Connect(server, host: "unknown.invalid"), "The name unknown.invalid is not known");

    [Fact]
    public async Task Tells_that_nothing_answers()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var connection = new DatabaseConnection(new { engine = "postgresql", host = "127.0.0.1", port, database = "shop" }, "a", "b");

        await ShowsAsync(connection, $"Nothing answers at 127.0.0.1, port {port}");
    }

    [Theory]
    [InlineData("""{ "engine": "oracle" }""", "postgresql or sqlite")]
    [InlineData("""{ "engine": "postgresql", "database": "d" }""", "Host is missing")]
    [InlineData("""{ "engine": "postgresql", "host": "h", "database": "d", "port": 70000 }""", "whole number from 1 to 65535")]
    [InlineData("""{ "engine": "sqlite" }""", "File is missing")]
    public async Task Says_which_setting_is_wrong(string settings, string told)
    {
        var connection = new DatabaseConnection(System.Text.Json.JsonElement.Parse(settings), "a", "b");

        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(() => _bench.QueryAsync(connection, "SELECT 1"));

        Assert.Equal("connection.settings", refused.Code);
        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
    }

    private async Task ShowsAsync(DatabaseConnection connection, string told)
    {
        var probe = await new SqlProbe(_bench.Runner).RunAsync(connection, TestContext.Current.CancellationToken);

        Assert.False(probe.Ok);
        Assert.Contains(told, probe.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, probe.Message, StringComparison.Ordinal);
    }
}
