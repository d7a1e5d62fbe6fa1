using Bunit;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Inspector;
using FlowEngine.Nodes;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Tests.Editor;

/// <summary>Draws a part of the editor around a state, as the page does.</summary>
internal static class EditorParts
{
    public static IRenderedComponent<T> Draw<T>(
        BunitContext context,
        EditorState state,
        Action<ComponentParameterCollectionBuilder<T>> parameters
    )
        where T : IComponent
    {
        var names = new BotNames([new FieldOption("order-status", "Order status")], [], (_, _) => Task.CompletedTask);
        return context.Render<T>(p =>
        {
            p.AddCascadingValue(state);
            p.AddCascadingValue(names);
            parameters(p);
        });
    }
}
