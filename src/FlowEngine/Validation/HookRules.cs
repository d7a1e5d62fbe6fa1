using System.Text.Json;
using FlowEngine.Definition;

namespace FlowEngine.Validation;

/// <summary>Finds webhooks of a bot that share an address: only one of them would ever be called.</summary>
internal static class HookRules
{
    public static IEnumerable<Problem> Check(BotBundle bundle)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, flow) in bundle.Flows)
        {
            foreach (var (id, node) in flow.Nodes)
            {
                if (HookOf(node) is { } hook && !seen.Add(hook))
                {
                    yield return new Problem(
                        "webhook.hook",
                        ProblemSeverity.Error,
                        $"/flows/{key}/nodes/{id}/config/hook",
                        $"Another webhook of the bot is called \"{hook}\" too. Give each its own name."
                    );
                }
            }
        }
    }

    private static string? HookOf(FlowNode node) =>
        node.Type == "trigger.webhook"
        && node.Config.ValueKind == JsonValueKind.Object
        && node.Config.TryGetProperty("hook", out var hook)
        && hook.ValueKind == JsonValueKind.String
            ? hook.GetString()
            : null;
}
