using Connectors.Http;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Canvas;
using FlowEngine;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Library;
using Microsoft.Extensions.DependencyInjection;

namespace FlowDesigner.Web.Tests.Editor;

/// <summary>Nodes that come from another flow or bot.</summary>
public sealed class PasteTests
{
    private static readonly FlowDefinition Other = Sample.Read(
        """
        {
          "schemaVersion": 1, "id": "other", "name": "Other",
          "variables": { "orderNumber": { "type": "number" }, "price": { "type": "number", "role": "input" }, "unused": { "type": "any" } },
          "nodes": {
            "call": { "type": "http.request", "config": { "connection": "erp", "path": "/prices", "saveTo": "price" }, "links": { "success": "gone" } },
            "gone": { "type": "plugin.gone", "config": { "text": "{{ vars.orderNumber }}" } }
          },
          "layout": { "call": { "x": 0, "y": 0 } }
        }
        """
    );

    [Fact]
    public void Missing_connections_and_node_types_are_named()
    {
        var services = new ServiceCollection().AddLogging().AddFlowEngine().AddHttpConnector().BuildServiceProvider();
        var state = new EditorState(services.GetRequiredService<NodeCatalog>(), Sample.Bot, new FlowDraft(Sample.Flow, 1, DateTimeOffset.UnixEpoch, "Mira"));

        Assert.True(state.PasteText(ClipboardText.Copy(Other, ["call", "gone"]), default));

        Assert.Equal("Pasted 2 nodes. This bot has no connection “erp”. Not installed here: the node type “plugin.gone”.", state.Notice);
        state.Notify(null);
        Assert.Null(state.Notice);
    }

    [Fact]
    public void Nothing_is_said_when_nothing_is_missing()
    {
        var state = Sample.State();

        state.PasteText(ClipboardText.Copy(Sample.Flow, ["tell"]), default);

        Assert.Null(state.Notice);
    }

    [Fact]
    public void Variables_that_the_nodes_name_come_along_and_those_of_the_flow_stay_as_they_are()
    {
        var state = Sample.State();

        state.PasteText(ClipboardText.Copy(Other, ["call", "gone"]), default);

        Assert.Equal(["orderNumber", "price"], state.Flow.Variables.Keys);
        Assert.Equal(("string", "number"), (state.Flow.Variables["orderNumber"].Type, state.Flow.Variables["price"].Type));
        Assert.Equal(VariableRole.Local, state.Flow.Variables["price"].Role);
        state.Undo();
        Assert.Equal(Sample.Text(Sample.Flow), Sample.Text(state.Flow));
    }
}
