using FlowEngine.Nodes;

namespace FlowEngine.Connecting.Calling;

/// <summary>A key in the query of each request.</summary>
public static class QueryKeyCredential
{
    /// <summary>The kind, with the key <c>apiKeyQuery</c>.</summary>
    public static CredentialKind Kind { get; } =
        new(
            "apiKeyQuery",
            "API key in the address",
            [
                new FieldDefinition("parameter", "Parameter", "Name of the query parameter, for example api_key.", FieldKind.Text, Required: true),
                new FieldDefinition("value", "Key", "The key.", FieldKind.Secret, Required: true),
            ],
            static (request, secret) => Add(request, secret["parameter"], secret["value"])
        );

    private static void Add(HttpRequestMessage request, string name, string value)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } address)
        {
            throw new InvalidOperationException("A credential is added once the address is absolute.");
        }

        // A node cannot send another key: what it put under the same name gives way.
        var encoded = Uri.EscapeDataString(name);
        var others = address
            .Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => !string.Equals(Uri.UnescapeDataString(p.Split('=', 2)[0]), name, StringComparison.Ordinal));
        request.RequestUri = new UriBuilder(address)
        {
            Query = string.Join('&', others.Append($"{encoded}={Uri.EscapeDataString(value)}")),
        }.Uri;
    }
}
