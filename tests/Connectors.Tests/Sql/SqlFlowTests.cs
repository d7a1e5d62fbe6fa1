using Connectors.Sql.Query;
using Connectors.Sql.Running;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowEngine.Testing;
using Microsoft.Data.Sqlite;
using TestKit.Engine;

namespace Connectors.Tests.Sql;

/// <summary>Flows with the node, by the engine's own door.</summary>
public sealed class SqlFlowTests : IAsyncDisposable
{
    private readonly SqlBench _bench = new();
    private readonly TestEngine _engine;

    public SqlFlowTests()
    {
        _engine = new TestEngine(
            null,
            new NodeType<SqlQueryConfig>(SqlQueryNode.Definition, new SqlQueryConfigValidator(), new SqlQueryExecutor(_bench.Runner))
        );
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_bench.Folder, "shop.db")};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand("CREATE TABLE orders (id INTEGER, customer TEXT); INSERT INTO orders VALUES (1, 'Ann'), (2, 'Bob')", connection);
        command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        await _bench.DisposeAsync();
    }

    [Theory]
    [InlineData("Bob", "Order 2")]
    [InlineData("Bob' OR 1=1 --", "None")]
    public async Task Finds_what_a_visitor_wrote_and_nothing_else(string written, string answer)
    {
        const string Config = """
            { "connection": "db", "statement": "SELECT id FROM orders WHERE customer = @name", "parameters": { "name": "=input.text" }, "firstRow": true, "saveTo": "order" }
            """;
        var flow = Flow.With("start", Use.Start)
            .Then("find", NodeSpec.Of("sql.query", Config, then: "success"))
            .Then("tell", Use.Say("Order {{ vars.order.id }}"))
            .And("none", Use.Say("None"))
            .Link("find", "empty", "none");
        var chat = new SimulatedConversation(_engine.Interpreter, _engine.Compile(Bot.With(flow).Fallback("main")), new Files(), _engine.Clock);

        await chat.SendAsync(written, TestContext.Current.CancellationToken);

        Assert.Equal(answer, Assert.Single(chat.Answers()));
    }

    [Theory]
    [InlineData("SELECT '{{ input.text }}'", "sql.literal")]
    [InlineData("DELETE FROM orders WHERE customer = @name", "sql.statement")]
    [InlineData("SELECT @other", "sql.parameter")]
    public void Refuses_a_statement_while_it_is_edited_whatever_its_parameters_are(string sql, string code)
    {
        var config = System.Text.Json.JsonSerializer.Serialize(
            new { connection = "db", statement = sql, parameters = new { name = "=input.text" } }
        );
        var program = _engine.Compile(Bot.With(Flow.With("start", Use.Start).Then("find", NodeSpec.Of("sql.query", config))).Fallback("main"));

        Assert.Equal(code, program.Problems[0].Code);
    }

    private sealed class Files : IConnectionSource
    {
        public ValueTask<IConnection> OpenAsync(string name, string connector, CancellationToken cancellationToken) =>
            new(new DatabaseConnection(new { engine = "sqlite", file = "shop.db" }));
    }
}
