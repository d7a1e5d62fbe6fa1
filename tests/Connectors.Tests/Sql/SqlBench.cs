using System.Text.Json;
using Connectors.Sql;
using Connectors.Sql.Execute;
using Connectors.Sql.Postgres;
using Connectors.Sql.Query;
using Connectors.Sql.Running;
using Connectors.Sql.Sqlite;
using Connectors.Sql.Statements;
using FlowEngine.Connecting;
using FlowEngine.Running;
using Microsoft.Extensions.Logging.Abstractions;
using TestKit;

namespace Connectors.Tests.Sql;

/// <summary>The connector as it is registered, with a manual clock and a folder of its own.</summary>
internal sealed class SqlBench : IAsyncDisposable
{
    private readonly PostgresPools _pools;
    private readonly SqliteDatabase _sqlite;

    public SqlBench()
    {
        Folder = Directory.CreateTempSubdirectory("flowstudio-sql").FullName;
        Closed = Directory.CreateDirectory(Path.Combine(Folder, "data")).FullName;
        Files = new SqlFiles(Folder, [Closed]);
        _pools = new PostgresPools(Time);
        _sqlite = new SqliteDatabase(Files);
        Runner = new SqlRunner(new PostgresDatabase(_pools), _sqlite, Time, NullLogger<SqlRunner>.Instance);
    }

    public string Folder { get; }

    public string Closed { get; }

    public SqlFiles Files { get; }

    public ManualTimeProvider Time { get; } = new();

    public SqlRunner Runner { get; }

    public Dictionary<string, JsonElement> Variables { get; } = [];

    public Task<NodeResult> QueryAsync(IConnection connection, string sql, object? parameters = null, int maxRows = 100, int timeoutSeconds = 30) =>
        QueryAsync(connection, new SqlQueryConfig("db", sql, Map(parameters), maxRows, TimeoutSeconds: timeoutSeconds));

    public async Task<NodeResult> QueryAsync(IConnection connection, SqlQueryConfig config, CancellationToken? cancellationToken = null)
    {
        if (await new SqlQueryConfigValidator().ValidateAsync(config) is { IsValid: false } refused)
        {
            return Refusal(refused);
        }

        var context = new FakeNodeContext(connection);
        var result = await new SqlQueryExecutor(Runner).ExecuteAsync(config, context, cancellationToken ?? TestContext.Current.CancellationToken);
        Keep(context);
        return result;
    }

    public async Task<NodeResult> ExecuteAsync(IConnection connection, string sql, object? parameters = null, bool idempotent = false, string? saveTo = null)
    {
        var config = new SqlExecuteConfig("db", sql, Map(parameters), idempotent, SaveTo: saveTo);
        if (await new SqlExecuteConfigValidator().ValidateAsync(config) is { IsValid: false } refused)
        {
            return Refusal(refused);
        }

        var context = new FakeNodeContext(connection);
        var result = await new SqlExecuteExecutor(Runner).ExecuteAsync(config, context, TestContext.Current.CancellationToken);
        Keep(context);
        return result;
    }

    /// <summary>Runs a statement past all checks of its text, as if they had a hole.</summary>
    public async Task<SqlOutcome> RunUncheckedAsync(IConnection connection, string sql, bool changes) =>
        await Runner.RunAsync(
            connection,
            new SqlCall(SqlStatement.Read(sql), new Dictionary<string, JsonElement>(), changes, false, 10, TimeSpan.FromSeconds(30)),
            TestContext.Current.CancellationToken
        );

    /// <summary>The rows of a success, as JSON.</summary>
    public static string Rows(NodeResult result) =>
        result is NodeResult.Completed completed ? completed.Output.GetProperty("rows").GetRawText() : Error(result).Message;

    public static NodeError Error(NodeResult result) => Assert.IsType<NodeResult.Failed>(result).Error;

    public static NodeError Error(SqlOutcome outcome) => Assert.IsType<SqlOutcome.Failed>(outcome).Error;

    public async ValueTask DisposeAsync()
    {
        await _pools.DisposeAsync();
        _sqlite.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static Dictionary<string, JsonElement>? Map(object? parameters) =>
        parameters is null
            ? null
            : JsonSerializer.SerializeToElement(parameters).EnumerateObject().ToDictionary(m => m.Name, m => m.Value);

    private static NodeResult.Failed Refusal(FluentValidation.Results.ValidationResult refused) =>
        new(new NodeError(refused.Errors[0].ErrorCode, refused.Errors[0].ErrorMessage, Retryable: false));

    private void Keep(FakeNodeContext context)
    {
        foreach (var (name, value) in context.Variables)
        {
            Variables[name] = value;
        }
    }
}
