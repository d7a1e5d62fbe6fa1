using System.Net.Sockets;
using System.Security.Authentication;
using Connectors.Sql.Running;
using FlowEngine.Running;
using Npgsql;

namespace Connectors.Sql.Postgres;

/// <summary>Failures of PostgreSQL as node errors, by its codes (appendix A of its manual).</summary>
internal static class PostgresErrors
{
    /// <summary>The server could not be reached or refused the login: nothing was sent.</summary>
    /// <param name="e">What happened.</param>
    /// <param name="server">The server.</param>
    /// <returns>The error.</returns>
    public static NodeError NotOpened(Exception e, SqlSettings.Server server) =>
        e switch
        {
            PostgresException { SqlState: "28P01" or "28000" } said => SqlErrors.Said(
                SqlErrors.Denied,
                "The database refuses the login. Check user name, password and what the role may do, and the encryption that the server asks for.",
                said.MessageText
            ),
            PostgresException { SqlState: "3D000" } => new NodeError(
                SqlErrors.Connection,
                $"The server has no database {server.Database}. Check the connection's settings.",
                Retryable: false
            ),
            PostgresException said => SqlErrors.Said(
                SqlErrors.Connection,
                "The server does not accept the connection now.",
                said.MessageText,
                retryable: true
            ),
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new NodeError(
                SqlErrors.Connection,
                $"The name {server.Host} is not known. Check the host of the connection.",
                Retryable: true
            ),
            NpgsqlException { InnerException: AuthenticationException } => new NodeError(
                SqlErrors.Connection,
                $"The certificate of {server.Host} is not valid for this name or not from a known authority. Enter the authority's certificate in the connection, or correct the host.",
                Retryable: false
            ),
            NpgsqlException when e.Message.Contains("SSL", StringComparison.Ordinal) => new NodeError(
                SqlErrors.Connection,
                $"The server {server.Host} does not offer encryption. Switch it on there, or choose 'Not encrypted' in the connection, if the line is safe.",
                Retryable: false
            ),
            NpgsqlException when e.Message.Contains("auth", StringComparison.OrdinalIgnoreCase) => new NodeError(
                SqlErrors.Connection,
                $"The server {server.Host} asks for the password in a form that could be read on this line. Let it use SCRAM-SHA-256, or verify its certificate.",
                Retryable: false
            ),
            _ => new NodeError(
                SqlErrors.Connection,
                $"Nothing answers at {server.Host}, port {server.Port}, as PostgreSQL would. Check host and port, and whether the server is running.",
                Retryable: true
            ),
        };

    /// <summary>The server refused the statement; the transaction is undone.</summary>
    /// <param name="e">What it says.</param>
    /// <param name="call">The statement.</param>
    /// <returns>The error.</returns>
    public static NodeError From(PostgresException e, SqlCall call) =>
        e.SqlState switch
        {
            "57014" => SqlErrors.TimedOut(call) with { Retryable = true },
            "23505" => SqlErrors.Said(SqlErrors.Unique, "There is a row with this key already.", e.MessageText),
            "40001" or "40P01" or "55P03" => SqlErrors.Said(
                SqlErrors.Conflict,
                "Others were changing the same rows; nothing was changed.",
                e.MessageText,
                retryable: true
            ),
            "42501" => SqlErrors.Said(SqlErrors.Denied, "The role of the connection may not do this.", e.MessageText),
            "25006" or "25001" => SqlErrors.Said(SqlErrors.Denied, "A query may not change anything. Use the node that changes data.", e.MessageText),
            "42601" when e.MessageText.Contains("cannot insert multiple commands", StringComparison.Ordinal) => SqlErrors.Said(
                SqlErrors.Syntax,
                "Write one statement only.",
                e.MessageText
            ),
            _ when LacksType(e) => SqlErrors.Said(
                SqlErrors.Syntax,
                "The database cannot tell which type a parameter has. Say it, for example @name::text.",
                e.MessageText
            ),
            ['2', '3', ..] => SqlErrors.Said(SqlErrors.Constraint, "A rule of the tables forbids the change.", e.MessageText),
            ['2', '2', ..] => SqlErrors.Said(SqlErrors.Value, "A value does not fit where it is used.", e.MessageText),
            ['4', '2', ..] or ['0', 'A', ..] => SqlErrors.Said(
                SqlErrors.Syntax,
                "The database does not understand the statement. Correct it.",
                e.MessageText
            ),
            ['5', '3', ..] or ['5', '7', ..] or ['0', '8', ..] => SqlErrors.Said(
                SqlErrors.Connection,
                "The server is not able to answer now; nothing was changed.",
                e.MessageText,
                retryable: true
            ),
            _ => SqlErrors.Said(SqlErrors.Other, $"The statement failed ({e.SqlState}).", e.MessageText),
        };

    /// <summary>The line broke.</summary>
    /// <param name="server">The server.</param>
    /// <param name="call">The statement.</param>
    /// <param name="committing">True when the change may have been made.</param>
    /// <returns>The error.</returns>
    public static NodeError Broken(SqlSettings.Server server, SqlCall call, bool committing) =>
        new(
            SqlErrors.Connection,
            $"The line to {server.Host} broke before the answer was complete."
                + (
                    !call.Changes ? ""
                    : committing ? " It is not known whether the change was made."
                    : " Nothing was changed."
                ),
            call.Repeatable || !committing
        );

    /// <summary>A parameter without a type, in the words of a plain statement or of a cursor.</summary>
    private static bool LacksType(PostgresException e) =>
        e.SqlState == "42P18" || e.MessageText.Contains("that when preparing the plan", StringComparison.Ordinal);
}
