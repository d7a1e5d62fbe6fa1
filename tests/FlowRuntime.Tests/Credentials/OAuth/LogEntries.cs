using System.Text.Json;

namespace FlowRuntime.Tests.Credentials.OAuth;

internal static class LogEntries
{
    /// <summary>A text of what the provider noted; null when it was not sent.</summary>
    public static string? Text(this JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.GetString() : null;
}
