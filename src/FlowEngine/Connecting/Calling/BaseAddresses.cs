using System.Text.Json;

namespace FlowEngine.Connecting.Calling;

/// <summary>Makes the address that a connection's calls start from.</summary>
public static class BaseAddresses
{
    /// <summary>Reads an address from a setting and appends a path.</summary>
    /// <param name="settings">Settings of the connection, a JSON object.</param>
    /// <param name="field">Name of the setting with the address.</param>
    /// <param name="path">What follows it, without a leading slash; empty for nothing.</param>
    /// <returns>An absolute http or https address that ends in a slash; null when the setting holds none.</returns>
    public static Uri? From(JsonElement settings, string field, string path = "")
    {
        if (
            settings.ValueKind is not JsonValueKind.Object
            || !settings.TryGetProperty(field, out var setting)
            || setting.ValueKind is not JsonValueKind.String
            || !Uri.TryCreate(setting.GetString()!.Trim(), UriKind.Absolute, out var address)
            || address is not { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }
        )
        {
            return null;
        }

        return new Uri($"{address.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path}");
    }
}
