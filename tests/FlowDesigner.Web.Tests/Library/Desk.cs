using System.Text;
using FlowEngine;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace FlowDesigner.Web.Tests.Library;

/// <summary>A small bot in which everything is used somewhere.</summary>
internal static class Desk
{
    private const string Document = """
        {
          "bot": {
            "schemaVersion": 1, "id": "desk", "name": "Desk",
            "intents": { "orderStatus": { "phrases": ["Where is my order?"] } },
            "entities": { "number": { "kind": "pattern", "pattern": "[0-9]+" } },
            "fallback": { "flow": "sum" },
            "connections": { "shop": "http" },
            "variables": { "customer": { "type": "string" } }
          },
          "flows": {
            "order": {
              "schemaVersion": 1, "id": "order", "name": "Order status",
              "variables": { "order": { "type": "object" }, "result": { "type": "object" } },
              "nodes": {
                "asked": { "type": "trigger.intent", "config": { "intent": "orderStatus" }, "links": { "next": "find" } },
                "find": { "type": "http.request", "config": { "connection": "shop", "path": "/orders/{{ vars.order.id }}", "saveTo": "order" }, "links": { "success": "count" } },
                "count": { "type": "call", "config": { "flow": "sum", "inputs": { "amount": "=vars.order.total" }, "saveTo": "result" }, "links": { "next": "tell" } },
                "tell": { "type": "say", "name": "Tell the total", "config": { "text": "{{ vars.customer }}: {{ vars.result.total }} for {{ vars['order'].id }}, said {{ nodes.count.output.total }}" }, "links": { "next": "which" } },
                "which": { "type": "branch", "config": { "arms": [ { "port": "same", "when": "=input.intent == 'orderStatus' && vars.order.open" } ] }, "links": { "same": "keep", "otherwise": "keep" } },
                "keep": { "type": "set", "config": { "values": { "order": "=null" } } }
              }
            },
            "sum": {
              "schemaVersion": 1, "id": "sum", "name": "Add up",
              "variables": { "amount": { "type": "number", "role": "input" }, "total": { "type": "number", "role": "output" } },
              "nodes": {
                "called": { "type": "trigger.call", "links": { "next": "add" } },
                "add": { "type": "script", "config": { "code": "vars.total = vars.amount * 2; return vars.total;" } }
              },
              "notes": [ { "text": "Twice, because of the deposit.", "x": 0, "y": 0 } ]
            }
          },
          "tests": {
            "asks": { "schemaVersion": 1, "name": "Asks", "mocks": [ { "connection": "shop", "path": "/orders/1", "reply": {} } ],
              "steps": [ { "says": "Where is my order?" }, { "variable": "order.id", "equals": 1 }, { "node": "add", "flow": "sum" } ] }
          }
        }
        """;

    public static NodeCatalog Catalog { get; } = MakeCatalog();

    public static BotBundle Bundle { get; } = Read(Document);

    public static string Text(BotBundle bundle) => Encoding.UTF8.GetString(BundleDocument.Write(bundle, Catalog));

    private static BotBundle Read(string document)
    {
        var read = BundleDocument.Read(Encoding.UTF8.GetBytes(document));
        return read.Value ?? throw new InvalidOperationException(string.Join('\n', read.Problems.Select(p => $"{p.Pointer}: {p.Message}")));
    }

    private static NodeCatalog MakeCatalog()
    {
        var services = new ServiceCollection().AddLogging().AddFlowEngine();
        Connectors.Http.HttpConnector.AddHttpConnector(services);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<NodeCatalog>();
    }
}
