namespace FlowEngine.Nodes.TriggerWebhook;

/// <summary>What HTTP headers may be called (RFC 9110, of the tokens only those in use).</summary>
internal static class HeaderNames
{
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= 100 } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
