using Bunit;
using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Inspector;
using FlowDesigner.Web.Editor.Inspector.Code;
using FlowDesigner.Web.Editor.Problems;
using FlowEngine.Definition;
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
        // Typing happens in the browser: here the plain field below stands for it.
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        var names = new BotNames([new FieldOption("order-status", "Order status")], [], (_, _) => Task.CompletedTask);
        return context.Render<T>(p =>
        {
            p.AddCascadingValue(state);
            p.AddCascadingValue(names);
            p.AddCascadingValue(new ProblemFixes(state, names, change => ChangeBot(state, change)));
            p.AddCascadingValue(new ExpressionAssistant(state, Sample.Expressions, () => null));
            parameters(p);
        });
    }

    private static Task<string?> ChangeBot(EditorState state, Func<BotDefinition, BotDefinition> change)
    {
        state.ChangeBot(change(state.Bot));
        return Task.FromResult<string?>(null);
    }
}
