using System.Net.Http.Headers;
using System.Text;
using FlowEngine.Nodes;

namespace FlowEngine.Connecting.Calling;

/// <summary>The usual ways to prove who we are over HTTP.</summary>
public static class CredentialKinds
{
    /// <summary>No proof at all, for public systems.</summary>
    public static CredentialKind None { get; } = new("none", "None", [], static (_, _) => { });

    /// <summary>A token in <c>Authorization: Bearer</c> (RFC 6750).</summary>
    public static CredentialKind Bearer { get; } =
        new(
            "bearer",
            "Bearer token",
            [new FieldDefinition("token", "Token", "The access token.", FieldKind.Secret, Required: true)],
            static (request, secret) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret["token"])
        );

    /// <summary>A key in a header of its own.</summary>
    public static CredentialKind ApiKey { get; } =
        new(
            "apiKey",
            "API key in a header",
            [
                new FieldDefinition("header", "Header", "Name of the header, for example X-Api-Key.", FieldKind.Text, Required: true),
                new FieldDefinition("value", "Key", "The key.", FieldKind.Secret, Required: true),
            ],
            static (request, secret) =>
            {
                var name = secret["header"];
                if (!HeaderNames.IsValid(name))
                {
                    throw new ConnectionRefusedException(
                        "connection.credential",
                        "The name of the credential's header is no HTTP header name. Enter the credential again, for example with X-Api-Key."
                    );
                }

                request.Headers.Remove(name);
                request.Headers.TryAddWithoutValidation(name, secret["value"]);
            }
        );

    /// <summary>User name and password in <c>Authorization: Basic</c> (RFC 7617), UTF-8.</summary>
    /// <param name="title">Name shown.</param>
    /// <param name="user">Field of the user name.</param>
    /// <param name="password">Field of the password.</param>
    /// <returns>The kind, with the key <c>basic</c>.</returns>
    public static CredentialKind Basic(string title, FieldDefinition user, FieldDefinition password) =>
        new(
            "basic",
            title,
            [user, password],
            (request, secret) =>
                request.Headers.Authorization = new AuthenticationHeaderValue(
                    "Basic",
                    Convert.ToBase64String(Encoding.UTF8.GetBytes($"{secret[user.Name]}:{secret[password.Name]}"))
                )
        );
}
