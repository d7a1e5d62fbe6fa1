using System.Text.Json;
using Connectors.Sql;
using Connectors.Sql.Query;
using FlowEngine.Connecting;
using FlowEngine.Running;

namespace Connectors.Tests.Sql;

[Collection(PostgresTests.Name)]
public sealed class PostgresRowsTests(PostgresServer server) : IAsyncLifetime
{
    private readonly SqlBench _bench = new();

    private DatabaseConnection Shop { get; } = Connect(server);

    public async ValueTask InitializeAsync() =>
        await server.ExecuteAsync(
            """
            DROP TABLE IF EXISTS orders;
            CREATE TABLE orders (id int PRIMARY KEY, customer text NOT NULL, total numeric(12,2) CHECK (total >= 0), request_key text UNIQUE);
            INSERT INTO orders SELECT n, 'customer ' || n, n * 1.10 FROM generate_series(1, 250) n;
            """
        );

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Keeps_what_each_type_is()
    {
        const string Sql = """
            SELECT 7::int2 AS small, 9007199254740991 AS exact, 9007199254740993 AS large, 12.30::numeric AS price,
              123456789012345.678901::numeric AS long, 'NaN'::numeric AS nan, 1e20::float8 AS float, true AS yes, NULL::text AS nothing,
              DATE '2026-03-02' AS day, TIMESTAMP '2026-03-02 09:00:00.5' AS local, TIMESTAMPTZ '2026-03-02 09:00:00+02' AS moment,
              INTERVAL '1 day 2 hours' AS span, '\x0102ff'::bytea AS bytes, '{"a": [1, null]}'::jsonb AS json,
              ARRAY[1, NULL, 3] AS list, ARRAY['a,b', 'c"d', 'NULL'] AS texts, ARRAY[ARRAY[1, 2], ARRAY[3, 4]] AS grid,
              'f47ac10b-58cc-4372-a567-0e02b2c3d479'::uuid AS id, '[1,5)'::int4range AS range
            """;

        var result = await _bench.QueryAsync(Shop, Sql);

        var row = JsonElement.Parse(SqlBench.Rows(result))[0];
        Assert.Equal(
            """
            {"small":7,"exact":9007199254740991,"large":"9007199254740993","price":12.30,"long":"123456789012345.678901","nan":"NaN","float":1E+20,"yes":true,"nothing":null,"day":"2026-03-02","local":"2026-03-02T09:00:00.5","moment":"2026-03-02T07:00:00Z","span":"P1DT2H","bytes":"AQL/","json":{"a":[1,null]},"list":[1,null,3],"texts":["a,b","c\u0022d","NULL"],"grid":[[1,2],[3,4]],"id":"f47ac10b-58cc-4372-a567-0e02b2c3d479","range":"[1,5)"}
            """,
            row.GetRawText()
        );
    }

    [Fact]
    public async Task Sends_values_beside_the_statement_in_the_type_that_is_wanted()
    {
        var result = await _bench.QueryAsync(
            Shop,
            "SELECT id FROM orders WHERE id = @id AND customer = @name AND total < @most AND id IN (SELECT value::int FROM jsonb_array_elements_text(@ids)) AND (@none::text IS NULL OR customer = @none)",
            new { id = "7", name = "customer 7", most = 100.5, ids = new[] { 6, 7 }, none = (string?)null }
        );

        Assert.Equal("""[{"id":7}]""", SqlBench.Rows(result));
    }

    [Fact]
    public async Task Advises_to_tell_a_type_that_cannot_be_found()
    {
        var error = SqlBench.Error(await _bench.QueryAsync(Shop, "SELECT id FROM orders WHERE @none IS NULL", new { none = 1 }));

        Assert.Equal("sql.syntax", error.Code);
        Assert.Contains("@name::text", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Never_reads_a_value_as_sql()
    {
        const string Written = "x'; DROP TABLE orders; --";

        var result = await _bench.QueryAsync(Shop, "SELECT @name::text AS name, count(*) FROM orders", new { name = Written });

        Assert.Equal(Written, JsonElement.Parse(SqlBench.Rows(result))[0].GetProperty("name").GetString());
        Assert.Equal(250L, await server.AskAsync("SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task Leaves_by_empty_when_no_row_fits()
    {
        var result = await _bench.QueryAsync(Shop, "SELECT id FROM orders WHERE id < 0");

        Assert.Equal("empty", Assert.IsType<NodeResult.Completed>(result).Port);
    }

    [Fact]
    public async Task Saves_the_first_row_where_that_is_wanted()
    {
        await _bench.QueryAsync(Shop, new SqlQueryConfig("db", "SELECT id FROM orders ORDER BY id", FirstRow: true, SaveTo: "order"));

        Assert.Equal("""{"id":1}""", _bench.Variables["order"].GetRawText());
    }

    [Theory]
    [InlineData(10, 10, true)]
    [InlineData(250, 250, false)]
    [InlineData(251, 250, false)]
    public async Task Reads_no_more_rows_than_asked_for_and_tells_of_more(int most, int read, bool more)
    {
        var result = await _bench.QueryAsync(Shop, "SELECT id FROM orders", maxRows: most);

        var output = Assert.IsType<NodeResult.Completed>(result).Output;
        Assert.Equal((read, more), (output.GetProperty("count").GetInt32(), output.GetProperty("more").GetBoolean()));
    }

    [Fact]
    public async Task Refuses_rows_over_the_limit_of_bytes()
    {
        var result = await _bench.QueryAsync(Shop, "SELECT repeat('x', 2000000) AS text");

        Assert.Equal("sql.size", SqlBench.Error(result).Code);
    }

    [Fact]
    public async Task Undoes_a_change_whose_answer_is_too_large()
    {
        var result = await _bench.ExecuteAsync(Shop, "DELETE FROM orders RETURNING repeat(customer, 10000) AS text");

        Assert.Equal("sql.size", SqlBench.Error(result).Code);
        Assert.Equal(250L, await server.AskAsync("SELECT count(*) FROM orders"));
    }

    [Theory]
    [InlineData("WITH gone AS (DELETE FROM orders RETURNING id) SELECT id FROM gone")]
    [InlineData("SELECT nextval('numbers')")]
    [InlineData("SELECT set_config('transaction_read_only', 'off', true)")]
    public async Task Refuses_a_query_that_would_change_something(string sql)
    {
        await server.ExecuteAsync("CREATE SEQUENCE IF NOT EXISTS numbers");

        var result = await _bench.QueryAsync(Shop, sql);

        Assert.Contains(SqlBench.Error(result).Code, new[] { "sql.denied", "sql.syntax" }); // a cursor takes no changes at all
        Assert.Equal(250L, await server.AskAsync("SELECT count(*) FROM orders"));
    }

    [Theory]
    [InlineData("SELECT 1; DELETE FROM orders")]
    [InlineData("COPY orders TO PROGRAM 'cat'")]
    [InlineData("SET ROLE admin")]
    public async Task Is_safe_even_where_the_check_of_the_text_has_a_hole(string sql)
    {
        var outcome = await _bench.RunUncheckedAsync(Shop, sql, changes: false);

        SqlBench.Error(outcome);
        Assert.Equal(250L, await server.AskAsync("SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task Changes_rows_and_tells_how_many()
    {
        var result = await _bench.ExecuteAsync(
            Shop,
            "UPDATE orders SET total = @total WHERE id <= @upTo RETURNING id, total",
            new { total = 5.5m, upTo = 2 },
            saveTo: "changed"
        );

        var output = Assert.IsType<NodeResult.Completed>(result).Output;
        Assert.Equal(2, output.GetProperty("affected").GetInt32());
        Assert.Equal("""[{"id":1,"total":5.50},{"id":2,"total":5.50}]""", _bench.Variables["changed"].GetRawText());
    }

    [Fact]
    public async Task Makes_a_change_once_where_a_unique_column_holds_the_key_of_the_effect()
    {
        const string Sql =
            "INSERT INTO orders (id, customer, request_key) VALUES (@id, 'x', @effectKey) ON CONFLICT (request_key) DO UPDATE SET request_key = excluded.request_key RETURNING id";

        var first = await _bench.ExecuteAsync(Shop, Sql, new { id = 1001 }, idempotent: true);
        var second = await _bench.ExecuteAsync(Shop, Sql, new { id = 1002 }, idempotent: true);

        Assert.Equal(SqlBench.Rows(first), SqlBench.Rows(second));
        Assert.Equal(251L, await server.AskAsync("SELECT count(*) FROM orders"));
    }

    [Theory]
    [InlineData("INSERT INTO orders (id, customer) VALUES (1, 'x')", "sql.unique")]
    [InlineData("INSERT INTO orders (id) VALUES (1000)", "sql.constraint")]
    [InlineData("UPDATE orders SET total = -1", "sql.constraint")]
    [InlineData("UPDATE orders SET total = 'much'", "sql.value")]
    [InlineData("UPDATE nothing SET a = 1", "sql.syntax")]
    [InlineData("UPDATE orders SETT total = 1", "sql.syntax")]
    [InlineData("SELECT id, id FROM orders", "sql.columns")]
    public async Task Says_what_is_wrong_and_does_not_repeat_it(string sql, string code)
    {
        var error = SqlBench.Error(await _bench.ExecuteAsync(Shop, sql));

        Assert.Equal((code, false), (error.Code, error.Retryable));
    }

    [Fact]
    public async Task Lets_a_change_be_repeated_that_met_another_one()
    {
        await using var other = await server.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var block = new Npgsql.NpgsqlCommand("UPDATE orders SET total = 1 WHERE id = 1", other))
        {
            await block.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var error = SqlBench.Error(await _bench.ExecuteAsync(Shop, "SELECT id FROM orders WHERE id = 1 FOR UPDATE NOWAIT"));

        Assert.Equal(("sql.conflict", true), (error.Code, error.Retryable));
    }

    [Fact]
    public async Task Ends_a_statement_that_takes_too_long_on_the_server()
    {
        var error = SqlBench.Error(await _bench.QueryAsync(Shop, "SELECT pg_sleep(600)", timeoutSeconds: 1));

        Assert.Equal(("sql.timeout", true), (error.Code, error.Retryable));
        Assert.Equal(0L, await server.AskAsync(Sleeping));
    }

    [Fact]
    public async Task Ends_the_statement_on_the_server_when_the_run_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();

        var running = _bench.QueryAsync(Shop, new SqlQueryConfig("db", "SELECT pg_sleep(600)"), cancel.Token);
        while (await server.AskAsync(Sleeping) is 0L)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(0L, await server.AskAsync(Sleeping));
    }

    [Fact]
    public async Task Keeps_lines_open_for_one_connection_and_no_other()
    {
        const string Line = "SELECT pg_backend_pid() AS line";

        var first = SqlBench.Rows(await _bench.QueryAsync(Shop, Line));
        var again = SqlBench.Rows(await _bench.QueryAsync(Connect(server), Line));
        var other = SqlBench.Rows(await _bench.QueryAsync(Connect(server, name: "other"), Line));

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Denies_what_the_role_may_not_do()
    {
        await server.ExecuteAsync("DROP ROLE IF EXISTS reader");
        await server.ExecuteAsync("CREATE ROLE reader LOGIN PASSWORD 'r'");

        var error = SqlBench.Error(await _bench.QueryAsync(Connect(server, "reader", "r"), "SELECT * FROM orders"));

        Assert.Equal("sql.denied", error.Code);
    }

    private const string Sleeping =
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'";

    internal static DatabaseConnection Connect(
        PostgresServer server,
        string user = PostgresServer.Admin,
        string password = PostgresServer.Password,
        string name = "db",
        string tls = "off",
        string host = "127.0.0.1",
        string database = PostgresServer.Database,
        string authority = "",
        ConnectionRefusedException? refusal = null
    ) =>
        new(
            new
            {
                engine = "postgresql",
                host,
                port = server.Port,
                database,
                tls,
                rootCertificate = authority,
            },
            user,
            password,
            name
        )
        {
            Refusal = refusal,
        };
}
