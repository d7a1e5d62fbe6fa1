using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Webhooks;

/// <summary>
/// What the product is measured against: bare Kestrel that checks the same signature, computes the same three values of the
/// same order, branches, stores one row by one group commit with <c>synchronous=FULL</c>, and answers the same.
/// </summary>
internal sealed class BareServer : IDisposable
{
    private readonly Channel<(string Id, byte[] Body, TaskCompletionSource Done)> _queue = Channel.CreateUnbounded<(string, byte[], TaskCompletionSource)>(
        new UnboundedChannelOptions { SingleReader = true }
    );
    private readonly SqliteConnection _database;
    private readonly byte[] _key;

    private BareServer(string folder, byte[] key)
    {
        _key = key;
        _database = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False");
        _database.Open();
        using var command = _database.CreateCommand();
        command.CommandText =
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE Calls (Id TEXT PRIMARY KEY, Body BLOB NOT NULL, At INTEGER NOT NULL)";
        command.ExecuteNonQuery();
    }

    public void Dispose() => _database.Dispose();

    /// <summary>Serves until the process is killed; says on standard output where.</summary>
    public static async Task ServeAsync(string folder, string key)
    {
        using var server = new BareServer(folder, Convert.FromBase64String(key));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/call", (RequestDelegate)server.TakeAsync);
        await app.StartAsync();
        _ = Task.Run(server.StoreAsync);
        await Console.Out.WriteLineAsync($"ready {app.Urls.First()}/call");
        await app.WaitForShutdownAsync();
    }

    private async Task TakeAsync(HttpContext http)
    {
        var body = new byte[(int)http.Request.ContentLength!]; // the load sends one
        await http.Request.Body.ReadExactlyAsync(body);
        var (id, stamp) = (http.Request.Headers["webhook-id"].ToString(), http.Request.Headers["webhook-timestamp"].ToString());
        if (!IsSigned(id, stamp, body, http.Request.Headers["webhook-signature"].ToString()))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var order = JsonElement.Parse(body);
        var total = 0.0;
        var count = 0;
        foreach (var item in order.GetProperty("items").EnumerateArray())
        {
            total += item.GetProperty("price").GetDouble() * item.GetProperty("quantity").GetDouble();
            count++;
        }

        var greeting = $"Hello {order.GetProperty("customer").GetProperty("name").GetString()}!";
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Writer.TryWrite((id, body, done));
        await done.Task;
        http.Response.StatusCode = total > 100 ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        http.Response.ContentType = "application/json";
        var answer = JsonSerializer.SerializeToUtf8Bytes(new { greeting, total, count });
        http.Response.ContentLength = answer.Length;
        await http.Response.Body.WriteAsync(answer);
    }

    private bool IsSigned(string id, string stamp, byte[] body, string signature)
    {
        var signed = new byte[id.Length + stamp.Length + 2 + body.Length];
        var head = Encoding.ASCII.GetBytes($"{id}.{stamp}.", signed);
        body.CopyTo(signed, head);
        return signature.Length > 3
            && CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(_key, signed), Convert.FromBase64String(signature[3..]));
    }

    private async Task StoreAsync()
    {
        using var begin = new SqliteCommand("BEGIN IMMEDIATE", _database);
        using var commit = new SqliteCommand("COMMIT", _database);
        using var insert = new SqliteCommand("INSERT INTO Calls (Id, Body, At) VALUES ($1, $2, $3)", _database);
        var values = Enumerable.Range(1, 3).Select(i => insert.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" })).ToList();
        var batch = new List<TaskCompletionSource>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            StoreBatch(begin, insert, commit, values, batch);
            batch.ForEach(done => done.SetResult());
            batch.Clear();
        }
    }

    private void StoreBatch(SqliteCommand begin, SqliteCommand insert, SqliteCommand commit, List<SqliteParameter> values, List<TaskCompletionSource> batch)
    {
        begin.ExecuteNonQuery();
        while (batch.Count < 256 && _queue.Reader.TryRead(out var call))
        {
            (values[0].Value, values[1].Value, values[2].Value) = (call.Id, call.Body, Environment.TickCount64);
            insert.ExecuteNonQuery();
            batch.Add(call.Done);
        }

        commit.ExecuteNonQuery();
    }
}
