using System.Text.Json;
using FlowDesigner.Web.Editor;
using FlowEngine;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowRuntime.Library;
using Microsoft.Extensions.DependencyInjection;

namespace FlowDesigner.Web.Tests.Editor;

/// <summary>A small order-status flow on the real node types.</summary>
internal static class Sample
{
    private static readonly ServiceProvider Engine = MakeEngine();

    public static NodeCatalog Catalog { get; } = Engine.GetRequiredService<NodeCatalog>();

    public static IExpressionEngine Expressions { get; } = Engine.GetRequiredService<IExpressionEngine>();

    public static BotDefinition Bot { get; } =
        new(
            "shop-bot",
            "Shop assistant",
            "UTC",
            ["en"],
            new OrderedDictionary<string, IntentDefinition> { ["orderStatus"] = new(["where is my order"]) },
            new OrderedDictionary<string, EntityDefinition> { ["orderNumber"] = new("pattern", "[0-9]{4}") },
            null,
            new OrderedDictionary<string, string> { ["shop"] = "woocommerce" },
            new OrderedDictionary<string, VariableDefinition>(),
            new OrderedDictionary<string, JsonElement>()
        );

    public static FlowDefinition Flow { get; } =
        Read(
            """
            {
              "schemaVersion": 1, "id": "order-status", "name": "Order status",
              "variables": { "orderNumber": { "type": "string" } },
              "nodes": {
                "asked": { "type": "trigger.intent", "config": { "intent": "orderStatus" }, "links": { "next": "number" } },
                "number": { "type": "ask", "config": { "text": "What is your number?", "saveTo": "orderNumber" }, "links": { "answered": "which", "gaveUp": "agent" } },
                "which": { "type": "branch", "config": { "arms": [ { "port": "long", "when": "=vars.orderNumber.length > 4" }, { "port": "short", "when": "=true" } ] }, "links": { "long": "tell", "short": "number", "otherwise": "agent" } },
                "tell": { "type": "say", "config": { "text": "Order {{ vars.orderNumber }} is fine." } },
                "agent": { "type": "handoff", "config": { "reason": "lost" } }
              },
              "layout": { "asked": { "x": 0, "y": 0 }, "number": { "x": 0, "y": 160 }, "which": { "x": 0, "y": 320 }, "tell": { "x": 0, "y": 480 }, "agent": { "x": 260, "y": 480 } }
            }
            """
        );

    public static BotBundle Bundle { get; } =
        new(Bot, new OrderedDictionary<string, FlowDefinition> { [Flow.Id] = Flow }, new OrderedDictionary<string, JsonElement>());

    public static EditorState State(bool readOnly = false) =>
        new(Catalog, Bot, new FlowDraft(Flow, 7, DateTimeOffset.UnixEpoch, "Mira"), readOnly);

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement.Clone();

    public static string Text(FlowDefinition flow) => System.Text.Encoding.UTF8.GetString(FlowDocument.Write(flow));

    public static FlowDefinition Read(string json)
    {
        var read = FlowDocument.Read(System.Text.Encoding.UTF8.GetBytes(json));
        Assert.True(read.Ok, string.Join('\n', read.Problems));
        return read.Value;
    }

    private static ServiceProvider MakeEngine()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddFlowEngine();
        return services.BuildServiceProvider();
    }
}
