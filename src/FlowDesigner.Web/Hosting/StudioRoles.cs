using FlowRuntime.Hosting;

namespace FlowDesigner.Web.Hosting;

/// <summary>What this process does of all that FlowStudio does.</summary>
/// <param name="Designer">Serves the pages of analysts, agents and administrators.</param>
/// <param name="Gateway">Serves channels, webhooks and the management API.</param>
/// <param name="Worker">Runs turns, timers and jobs.</param>
/// <param name="Demo">Serves the demo shop.</param>
internal sealed record StudioRoles(bool Designer, bool Gateway, bool Worker, bool Demo)
{
    private static readonly string[] Known = ["designer", "gateway", "worker", "demo"];

    /// <summary>Reads <see cref="StudioOptions.Roles"/>.</summary>
    /// <param name="configured">Comma-separated roles; null or empty for the default.</param>
    /// <param name="isDevelopment">Whether the demo shop belongs to the default.</param>
    /// <returns>The roles.</returns>
    /// <exception cref="InvalidOperationException">A role that does not exist was named.</exception>
    public static StudioRoles Parse(string? configured, bool isDevelopment)
    {
        var names = (configured ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0)
        {
            return new StudioRoles(Designer: true, Gateway: true, Worker: true, Demo: isDevelopment);
        }

        if (names.FirstOrDefault(n => !Known.Contains(n, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new InvalidOperationException(
                $"FlowStudio:Roles names \"{unknown}\"; the roles are {string.Join(", ", Known)}."
            );
        }

        bool Has(string role) => names.Contains(role, StringComparer.OrdinalIgnoreCase);
        return new StudioRoles(Has("designer"), Has("gateway"), Has("worker"), Has("demo"));
    }
}
