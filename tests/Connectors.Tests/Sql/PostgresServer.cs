using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Connectors.Tests.Sql;

/// <summary>
/// A real PostgreSQL on a free port, in a folder of its own that goes with it. Its programs are looked for where
/// FLOWSTUDIO_POSTGRES_BIN points to, on the path, and where Debian puts them; without them every test fails and says so.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Variable = "FLOWSTUDIO_POSTGRES_BIN";

    private readonly string _folder = Directory.CreateTempSubdirectory("flowstudio-pg").FullName;
    private readonly string _bin = Find();
    private bool _started;

    public const string Admin = "admin";
    public const string Password = "the admin's password";
    public const string Database = "shop";

    public int Port { get; } = FreePort();

    /// <summary>Certificate of the authority that the server's comes from, as an admin pastes it.</summary>
    internal TestAuthority Authority { get; } = new();

    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Database = Database,
            Username = Admin,
            Password = Password,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        var key = Path.Combine(_folder, "server.key");
        await File.WriteAllTextAsync(Path.Combine(_folder, "password"), Password);
        await File.WriteAllTextAsync(Path.Combine(_folder, "server.crt"), Authority.CertificatePem);
        await File.WriteAllTextAsync(key, Authority.KeyPem);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        if (IsRoot)
        {
            await RunAsync("chown", "-R", "postgres", _folder);
        }

        await RunAsServerAsync("initdb", "-D", Data, "-U", Admin, "-A", "scram-sha-256", "--pwfile", Path.Combine(_folder, "password"), "--no-sync", "-E", "UTF8", "--no-locale");
        var options =
            $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off -c ssl=on "
            + $"-c ssl_cert_file={_folder}/server.crt -c ssl_key_file={key}";
        await RunAsServerAsync("pg_ctl", "-D", Data, "-o", options, "-l", Path.Combine(_folder, "log"), "-w", "start");
        _started = true;
        await ExecuteAsync("CREATE DATABASE shop", "postgres");
    }

    public async ValueTask DisposeAsync()
    {
        if (_started)
        {
            await RunAsServerAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        }

        Authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Runs SQL as the administrator.</summary>
    public async Task ExecuteAsync(string sql, string? database = null)
    {
        await using var line = await OpenAsync(database);
        await using var command = Command(sql, line);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Asks for one value as the administrator.</summary>
    public async Task<object?> AskAsync(string sql)
    {
        await using var line = await OpenAsync();
        await using var command = Command(sql, line);
        return await command.ExecuteScalarAsync();
    }

    public async Task<NpgsqlConnection> OpenAsync(string? database = null)
    {
        var line = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database ?? Database, Pooling = false }.ConnectionString
        );
        await line.OpenAsync();
        return line;
    }

    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "The SQL of a test.")]
    private static NpgsqlCommand Command(string sql, NpgsqlConnection line) => new(sql, line);

    private string Data => Path.Combine(_folder, "data");

    private static bool IsRoot => Environment.UserName == "root";

    private static string Find()
    {
        var said = Environment.GetEnvironmentVariable(Variable);
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Reverse().Select(d => Path.Combine(d, "bin"))
            : [];
        var folders = said is null ? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(debian) : [said];
        return folders.FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "pg_ctl")))
            ?? throw new InvalidOperationException(
                $"These tests need PostgreSQL: install it (Debian: apt-get install postgresql), or set {Variable} to the folder of its programs initdb and pg_ctl."
            );
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private Task RunAsServerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_bin, program);
        return IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                WorkingDirectory = _folder,
            }
        )!; // a program that cannot be started throws
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output} {await errors}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

[CollectionDefinition(Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}
