using FlowEngine.Expressions.Quick;
using FlowEngine.Expressions.Syntax;
using FlowEngine.Expressions.Syntax.Parsing;
using FlowEngine.Nodes;

namespace FlowEngine.Expressions.Assistance;

/// <summary>Finds the shape of what a path leads to.</summary>
internal static class PathShapes
{
    /// <summary>The shape at a path such as <c>vars.order.line_items[0]</c>; null when nothing is known of it.</summary>
    public static ValueShape? Find(IReadOnlyDictionary<string, ValueShape> roots, string path)
    {
        if (Parse(path) is not { } steps || !roots.TryGetValue(steps.Root, out var shape))
        {
            return null;
        }

        foreach (var step in steps.Steps)
        {
            var next = step.Index is null ? shape.Members?.GetValueOrDefault(step.Name) : shape.Items;
            if (next is null)
            {
                return step.Name == "length" && shape.Type is "string" or "array" ? new ValueShape("number") : null;
            }

            shape = next;
        }

        return shape;
    }

    private static PathSteps? Parse(string path)
    {
        try
        {
            return QuickReader.PathOf(ScriptParser.ParseExpression(new SourceText(path)));
        }
        catch (ScriptSyntaxException)
        {
            // What is being typed need not be a path yet.
            return null;
        }
    }
}
