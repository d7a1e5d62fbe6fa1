using System.Text;
using System.Text.Json;
using FlowEngine.Expressions;

namespace FlowEngine.Compilation;

/// <summary>Text with <c>{{ expression }}</c> holes: <c>Order {{ vars.order.number }} is on its way.</c></summary>
internal sealed class TemplateValue : FieldValue
{
    private const string Open = "{{";

    private readonly IReadOnlyList<(string Text, CompiledExpression? Hole)> _parts;

    private TemplateValue(IReadOnlyList<(string Text, CompiledExpression? Hole)> parts, ExpressionProblem? problem)
    {
        _parts = parts;
        Problem = problem;
        Reads = [.. parts.SelectMany(p => p.Hole?.Reads ?? []).Distinct(StringComparer.Ordinal)];
    }

    public override ExpressionProblem? Problem { get; }

    public override IReadOnlyCollection<string> Reads { get; }

    /// <summary>Compiles a template; a text without holes becomes a literal.</summary>
    public static FieldValue Compile(string template, IExpressionEngine expressions)
    {
        var parts = new List<(string Text, CompiledExpression? Hole)>();
        var text = new StringBuilder();
        ExpressionProblem? problem = null;
        var at = 0;
        while (at < template.Length)
        {
            var open = template.IndexOf(Open, at, StringComparison.Ordinal);
            if (open < 0)
            {
                break;
            }

            if (open > 0 && template[open - 1] == '\\')
            {
                text.Append(template, at, open - 1 - at).Append(Open);
                at = open + Open.Length;
                continue;
            }

            var close = ClosingOf(template, open + Open.Length);
            if (close < 0)
            {
                problem ??= Place(template, open, new ExpressionProblem("expression.syntax", "The {{ has no }}.", 1, 1));
                break;
            }

            text.Append(template, at, open - at);
            parts.Add((text.ToString(), null));
            text.Clear();
            var hole = expressions.Compile(template[(open + Open.Length)..close].Trim());
            problem ??= hole.Problem is { } wrong ? Place(template, open + Open.Length, wrong) : null;
            parts.Add(("", hole));
            at = close + Open.Length;
        }

        parts.Add((text.Append(template, at, template.Length - at).ToString(), null));
        return parts.Count == 1 && problem is null
            ? Literal(JsonSerializer.SerializeToElement(parts[0].Text))
            : new TemplateValue(parts, problem);
    }

    public override ExpressionOutcome Evaluate(IExpressionScope scope, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var (literal, hole) in _parts)
        {
            text.Append(literal);
            if (hole is not null)
            {
                var (value, problem) = hole.Evaluate(scope, cancellationToken);
                if (problem is not null)
                {
                    return new ExpressionOutcome(default, problem);
                }

                text.Append(FieldConversion.ToText(value));
            }
        }

        return new ExpressionOutcome(JsonSerializer.SerializeToElement(text.ToString()), null);
    }

    /// <summary>Finds the <c>}}</c> that ends a hole: not one inside a text, nor the end of objects within objects.</summary>
    private static int ClosingOf(string template, int from)
    {
        var depth = 0;
        for (var i = from; i < template.Length; i++)
        {
            switch (template[i])
            {
                case '\'' or '"':
                    i = EndOfText(template, i);
                    break;
                case '{':
                    depth++;
                    break;
                case '}' when depth > 0:
                    depth--;
                    break;
                case '}' when i + 1 < template.Length && template[i + 1] == '}':
                    return i;
            }
        }

        return -1;
    }

    private static int EndOfText(string template, int quote)
    {
        for (var i = quote + 1; i < template.Length; i++)
        {
            if (template[i] == '\\')
            {
                i++;
            }
            else if (template[i] == template[quote])
            {
                return i;
            }
        }

        return template.Length;
    }

    /// <summary>Moves a problem from its hole to its place in the whole text.</summary>
    private static ExpressionProblem Place(string template, int hole, ExpressionProblem problem)
    {
        var start = hole;
        while (start < template.Length && char.IsWhiteSpace(template[start]))
        {
            start++;
        }

        var line = template.AsSpan(0, start).Count('\n');
        var column = start - (template.LastIndexOf('\n', Math.Max(0, start - 1)) + 1);
        return problem with { Line = problem.Line + line, Column = problem.Line == 1 ? problem.Column + column : problem.Column };
    }
}
