using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Nodes.TriggerWebhook;

namespace FlowEngine.Validation;

/// <summary>Finds webhooks of a bot that share an address, as only one of them would ever be called, and those that anybody may call.</summary>
internal static class HookRules
{
    public static IEnumerable<Problem> Check(BotBundle bundle)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, flow) in bundle.Flows)
        {
            foreach (var (id, node) in flow.Nodes)
            {
                var pointer = $"/flows/{key}/nodes/{id}/config";
                if (TextOf(node, "hook") is { } hook && !seen.Add(hook))
                {
                    yield return new Problem(
                        "webhook.hook",
                        ProblemSeverity.Error,
                        $"{pointer}/hook",
                        $"Another webhook of the bot is called \"{hook}\" too. Give each its own name."
                    );
                }

                if (TextOf(node, "signature") == HookSignatures.Unsigned)
                {
                    yield return new Problem(
                        "webhook.unsigned",
                        ProblemSeverity.Warning,
                        $"{pointer}/signature",
                        "Anybody who knows the address may start this flow. Calls are refused until an administrator allows it; better let the other system sign."
                    );
                }
            }
        }
    }

    private static string? TextOf(FlowNode node, string setting) =>
        node.Type == "trigger.webhook"
        && node.Config.ValueKind == JsonValueKind.Object
        && node.Config.TryGetProperty(setting, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
