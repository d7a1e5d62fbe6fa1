using System.Text.Json;
using Connectors.Sql.Execute;
using Connectors.Sql.Postgres;
using Connectors.Sql.Query;
using Connectors.Sql.Running;
using Connectors.Sql.Sqlite;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Connectors.Sql;

/// <summary>Databases that speak SQL: PostgreSQL over the network and SQLite files of this machine.</summary>
public static class SqlConnector
{
    /// <summary>Permanent key of the connector.</summary>
    public const string Key = "sql";

    private static readonly FieldCondition ForServer = new("engine", "postgresql");

    /// <summary>What the connector is, without its probe, which needs to know where files may lie.</summary>
    public static ConnectorDefinition Definition { get; } =
        new(
            Key,
            "SQL database",
            "A PostgreSQL database or a SQLite file; nodes read and change rows by SQL with parameters.",
            "db",
            [
                new FieldDefinition(
                    "engine",
                    "Kind",
                    "What the database is.",
                    FieldKind.Choice,
                    Required: true,
                    Options: [new FieldOption("postgresql", "PostgreSQL"), new FieldOption("sqlite", "SQLite file")]
                ),
                new FieldDefinition("host", "Host", "Name of the server, for example db.example.com.", FieldKind.Text, ShownWhen: ForServer),
                new FieldDefinition("port", "Port", "TCP port, 5432 unless said otherwise.", FieldKind.Number, Minimum: 1, Maximum: 65_535, ShownWhen: ForServer),
                new FieldDefinition("database", "Database", "Name of the database on the server.", FieldKind.Text, ShownWhen: ForServer),
                new FieldDefinition(
                    "tls",
                    "Encryption",
                    "Verified unless said otherwise: encrypted, and the server's certificate must be valid for its name.",
                    FieldKind.Choice,
                    Options:
                    [
                        new FieldOption("verify", "Encrypted and verified"),
                        new FieldOption("encrypt", "Encrypted, any certificate"),
                        new FieldOption("off", "Not encrypted"),
                    ],
                    ShownWhen: ForServer
                ),
                new FieldDefinition(
                    "rootCertificate",
                    "Authority",
                    "Certificate of the authority that the server's certificate comes from, PEM in one line; leave empty for a public one.",
                    FieldKind.Text,
                    ShownWhen: ForServer
                ),
                new FieldDefinition(
                    "file",
                    "File",
                    "Path below the folder of database files, for example shop.db.",
                    FieldKind.Text,
                    ShownWhen: new FieldCondition("engine", "sqlite")
                ),
            ],
            [
                new CredentialKind(
                    "password",
                    "User name and password",
                    [
                        new FieldDefinition("username", "User name", "Name of the database role.", FieldKind.Text, Required: true),
                        new FieldDefinition("password", "Password", "Its password.", FieldKind.Secret, Required: true),
                    ],
                    static (_, _) => { } // the login is not part of any HTTP request
                ),
                CredentialKinds.None,
            ]
        )
        {
            Hosts = settings =>
                settings.ValueKind is JsonValueKind.Object
                && settings.TryGetProperty("host", out var host)
                && host.ValueKind is JsonValueKind.String
                    ? [host.GetString()!] // a string element has a string
                    : [],
        };

    /// <summary>Registers the connector and its nodes.</summary>
    /// <param name="services">The container.</param>
    /// <param name="files">Where SQLite files may lie.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddSqlConnector(this IServiceCollection services, SqlFiles files) =>
        services
            .AddSingleton(files)
            .AddSingleton<PostgresPools>()
            .AddSingleton<PostgresDatabase>()
            .AddSingleton<SqliteDatabase>()
            .AddSingleton<SqlRunner>()
            .AddSingleton<SqlProbe>()
            .AddSingleton(provider => Definition with { Probe = provider.GetRequiredService<SqlProbe>().RunAsync })
            .AddNode<SqlQueryConfig, SqlQueryConfigValidator, SqlQueryExecutor>(SqlQueryNode.Definition)
            .AddNode<SqlExecuteConfig, SqlExecuteConfigValidator, SqlExecuteExecutor>(SqlExecuteNode.Definition);
}
