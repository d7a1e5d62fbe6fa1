using Connectors.Sql;
using Connectors.Sql.Query;
using FlowEngine.Connecting;
using FlowEngine.Running;
using Microsoft.Data.Sqlite;

namespace Connectors.Tests.Sql;

public sealed class SqliteTests : IAsyncDisposable
{
    private readonly SqlBench _bench = new();

    public SqliteTests()
    {
        Make("shop.db");
        Make("data/studio.db");
    }

    private DatabaseConnection Shop { get; } = new(new { engine = "sqlite", file = "shop.db" });

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Keeps_what_each_type_is()
    {
        const string Sql =
            "SELECT 7 AS small, 9007199254740993 AS large, 1.5 AS float, 9e999 AS infinite, 'Müll' AS text, x'0102ff' AS bytes, NULL AS missing, json_array(1, 2) AS json";

        var rows = SqlBench.Rows(await _bench.QueryAsync(Shop, Sql));

        Assert.Equal(
            """[{"small":7,"large":"9007199254740993","float":1.5,"infinite":"Infinity","text":"M\u00FCll","bytes":"AQL/","missing":null,"json":"[1,2]"}]""",
            rows
        );
    }

    [Fact]
    public async Task Sends_values_beside_the_statement()
    {
        var result = await _bench.QueryAsync(
            Shop,
            "SELECT id FROM orders WHERE id = @id AND customer <> @name AND id IN (SELECT value FROM json_each(@ids)) AND @yes = 1 AND @none IS NULL",
            new { id = "7", name = "x'; DROP TABLE orders; --", ids = new[] { 6, 7 }, yes = true, none = (string?)null }
        );

        Assert.Equal("""[{"id":7}]""", SqlBench.Rows(result));
    }

    [Theory]
    [InlineData(10, 10, true)]
    [InlineData(250, 250, false)]
    public async Task Reads_no_more_rows_than_asked_for_and_tells_of_more(int most, int read, bool more)
    {
        var result = await _bench.QueryAsync(Shop, "SELECT id FROM orders", maxRows: most);

        var output = Assert.IsType<NodeResult.Completed>(result).Output;
        Assert.Equal((read, more), (output.GetProperty("count").GetInt32(), output.GetProperty("more").GetBoolean()));
    }

    [Theory]
    [InlineData("SELECT hex(zeroblob(2000000)) AS x")]
    [InlineData("SELECT zeroblob(1000000000) AS x")]
    public async Task Refuses_rows_over_the_limit_of_bytes(string sql) =>
        Assert.Equal("sql.size", SqlBench.Error(await _bench.QueryAsync(Shop, sql)).Code);

    [Fact]
    public async Task Changes_rows_and_tells_how_many()
    {
        var result = await _bench.ExecuteAsync(Shop, "UPDATE orders SET customer = @name WHERE id <= 2 RETURNING id", new { name = "Eve" });

        Assert.Equal(2, Assert.IsType<NodeResult.Completed>(result).Output.GetProperty("affected").GetInt32());
        Assert.Equal("""[{"n":2}]""", SqlBench.Rows(await _bench.QueryAsync(Shop, "SELECT count(*) AS n FROM orders WHERE customer = 'Eve'")));
    }

    [Fact]
    public async Task Undoes_a_change_whose_answer_is_too_large()
    {
        var result = await _bench.ExecuteAsync(Shop, "DELETE FROM orders RETURNING hex(zeroblob(10000)) AS x");

        Assert.Equal("sql.size", SqlBench.Error(result).Code);
        Assert.Equal("""[{"n":250}]""", SqlBench.Rows(await _bench.QueryAsync(Shop, "SELECT count(*) AS n FROM orders")));
    }

    [Theory]
    [InlineData("INSERT INTO orders VALUES (1, 'x')", "sql.unique")]
    [InlineData("INSERT INTO orders VALUES (1000, NULL)", "sql.constraint")]
    [InlineData("INSERT INTO lines VALUES (1, 7777)", "sql.constraint")]
    [InlineData("UPDATE nothing SET a = 1", "sql.syntax")]
    [InlineData("UPDATE orders SETT a = 1", "sql.syntax")]
    [InlineData("SELECT load_extension('x')", "sql.denied")]
    [InlineData("SELECT id, id FROM orders", "sql.columns")]
    [InlineData("DELETE FROM orders WHERE id = :id", "sql.parameter")]
    public async Task Says_what_is_wrong_and_does_not_repeat_it(string sql, string code)
    {
        var error = SqlBench.Error(await _bench.ExecuteAsync(Shop, sql));

        Assert.Equal((code, false), (error.Code, error.Retryable));
    }

    [Theory]
    [InlineData("ATTACH 'data/studio.db' AS s", true)]
    [InlineData("ATTACH ':memory:' AS s", true)]
    [InlineData("PRAGMA journal_mode = DELETE", true)]
    [InlineData("SELECT * FROM pragma_database_list", true)]
    [InlineData("DROP TABLE orders", true)]
    [InlineData("CREATE TABLE x (a)", true)]
    [InlineData("VACUUM INTO 'copy.db'", true)]
    [InlineData("DELETE FROM orders; SELECT 1", true)]
    [InlineData("DELETE FROM orders", false)]
    [InlineData("WITH x AS (SELECT 1) INSERT INTO orders SELECT 999, 'x' FROM x", false)]
    [InlineData("COMMIT", true)]
    public async Task Is_safe_even_where_the_check_of_the_text_has_a_hole(string sql, bool changes)
    {
        SqlBench.Error(await _bench.RunUncheckedAsync(Shop, sql, changes));

        Assert.Equal("""[{"n":250}]""", SqlBench.Rows(await _bench.QueryAsync(Shop, "SELECT count(*) AS n FROM orders")));
    }

    [Fact]
    public async Task Ends_a_statement_without_end()
    {
        var running = _bench.QueryAsync(Shop, "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) AS n FROM t");
        _bench.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("sql.timeout", SqlBench.Error(await running).Code);
    }

    [Fact]
    public async Task Passes_the_cancellation_of_the_run_through()
    {
        using var cancel = new CancellationTokenSource();

        var running = _bench.QueryAsync(
            Shop,
            new SqlQueryConfig("db", "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) AS n FROM t"),
            cancel.Token
        );
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Waits_for_another_writer_no_longer_than_its_own_limit()
    {
        using var other = new SqliteConnection($"Data Source={Path.Combine(_bench.Folder, "shop.db")};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        using var begin = new SqliteCommand("BEGIN EXCLUSIVE", other);
        await begin.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var running = _bench.ExecuteAsync(Shop, "DELETE FROM orders");
        _bench.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("sql.timeout", SqlBench.Error(await running).Code);
    }

    [Theory]
    [InlineData("../shop.db")]
    [InlineData("sub/../../shop.db")]
    [InlineData("/etc/passwd")]
    [InlineData("data/studio.db")]
    [InlineData("link-to-data/studio.db")]
    [InlineData("link-to-file.db")]
    [InlineData("link-outside/secret.db")]
    [InlineData("file:shop.db?mode=rwc")]
    [InlineData("missing.db")]
    [InlineData("")]
    public async Task Opens_no_file_out_of_bounds(string file)
    {
        var outside = Directory.CreateTempSubdirectory("flowstudio-outside").FullName;
        try
        {
            Make(Path.Combine(outside, "secret.db"));
            Directory.CreateSymbolicLink(Path.Combine(_bench.Folder, "link-to-data"), _bench.Closed);
            Directory.CreateSymbolicLink(Path.Combine(_bench.Folder, "link-outside"), outside);
            File.CreateSymbolicLink(Path.Combine(_bench.Folder, "link-to-file.db"), Path.Combine(_bench.Closed, "studio.db"));

            var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(
                () => _bench.QueryAsync(new DatabaseConnection(new { engine = "sqlite", file }), "SELECT 1")
            );

            Assert.Contains(refused.Code, new[] { "connection.file", "connection.settings" });
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    [Fact]
    public async Task Follows_a_link_that_stays_inside()
    {
        File.CreateSymbolicLink(Path.Combine(_bench.Folder, "same.db"), Path.Combine(_bench.Folder, "shop.db"));

        var rows = SqlBench.Rows(await _bench.QueryAsync(new DatabaseConnection(new { engine = "sqlite", file = "same.db" }), "SELECT 1 AS one"));

        Assert.Equal("""[{"one":1}]""", rows);
    }

    [Fact]
    public async Task Tells_what_the_file_is()
    {
        await File.WriteAllTextAsync(Path.Combine(_bench.Folder, "text.db"), new string('x', 4096), TestContext.Current.CancellationToken);

        var good = await new SqlProbe(_bench.Runner).RunAsync(Shop, TestContext.Current.CancellationToken);
        var bad = await new SqlProbe(_bench.Runner).RunAsync(
            new DatabaseConnection(new { engine = "sqlite", file = "text.db" }),
            TestContext.Current.CancellationToken
        );

        Assert.Contains("2 tables", good.Message, StringComparison.Ordinal);
        Assert.False(bad.Ok);
        Assert.Contains("cannot be used as a database", bad.Message, StringComparison.Ordinal);
    }

    private void Make(string path)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_bench.Folder, path)};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(
            """
            CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT NOT NULL);
            CREATE TABLE lines (id INTEGER PRIMARY KEY, order_id INTEGER REFERENCES orders (id));
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250) INSERT INTO orders SELECT i, 'customer ' || i FROM n;
            """,
            connection
        );
        command.ExecuteNonQuery();
    }
}
