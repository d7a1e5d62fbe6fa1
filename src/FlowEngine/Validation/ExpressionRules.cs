using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Expressions.Templates;
using FlowEngine.Nodes;

namespace FlowEngine.Validation;

/// <summary>Checks expressions in settings: their syntax, and whether what they read exists.</summary>
internal sealed class ExpressionRules(IExpressionEngine engine, FlowScope scope, ProblemList problems)
{
    /// <summary>Checks a text if it is an expression or a template.</summary>
    /// <returns>True when it is one, so that it is not checked as a literal.</returns>
    public bool Takes(FieldDefinition field, string text, string pointer)
    {
        if (field.Kind == FieldKind.Code)
        {
            var script = engine.CompileScript(text);
            Check(script.Problem, script.Reads, pointer);
            return true;
        }

        var takesExpression = field.Expression || field.Kind is FieldKind.Condition or FieldKind.Map;
        var read = FieldText.Read(text, takesExpression, field.Template || field.Kind == FieldKind.Map);
        if (read.Kind == FieldTextKind.Template)
        {
            var template = CompiledTemplate.Compile(read.Text, engine);
            Check(template.Problem, template.Reads, pointer);
            return true;
        }

        if (!text.StartsWith('='))
        {
            return false;
        }

        if (!takesExpression)
        {
            if (field.Kind is FieldKind.Text or FieldKind.Multiline)
            {
                problems.Warning(
                    "config.expression",
                    pointer,
                    $"\"{field.Label}\" takes no expression: this text is used as it stands, with its =. Remove the = if you do not want it."
                );
            }

            return false;
        }

        var expression = engine.Compile(read.Text);
        Check(expression.Problem?.Behind(1), expression.Reads, pointer);
        return true;
    }

    private void Check(ExpressionProblem? found, IEnumerable<string> reads, string pointer)
    {
        if (found is { } problem)
        {
            problems.Error(problem.Code, pointer, $"Line {problem.Line}, column {problem.Column}: {problem.Message}");
            return;
        }

        CheckReads(reads, pointer);
    }

    private void CheckReads(IEnumerable<string> reads, string pointer)
    {
        foreach (var parts in reads.Select(path => path.Split('.', 3)).Where(parts => parts.Length > 1))
        {
            if (parts[0] == "vars" && !scope.Declares(parts[1]))
            {
                problems.Warning(
                    "variable.undeclared",
                    pointer,
                    $"The expression reads vars.{parts[1]}, which is not declared.{Spelling.Suggest(parts[1], scope.Flow.Variables.Keys)} Declare it or correct the name."
                );
            }
            else if (parts[0] == "nodes" && !scope.Flow.Nodes.ContainsKey(parts[1]))
            {
                problems.Warning(
                    "expression.node",
                    pointer,
                    $"The expression reads nodes.{parts[1]}, but the flow has no such node.{Spelling.Suggest(parts[1], scope.Flow.Nodes.Keys)}"
                );
            }
        }
    }
}
