using System.Text.Json;
using FlowEngine.Expressions;
using FlowEngine.Expressions.Templates;

namespace FlowEngine.Compilation;

/// <summary>A <c>{{ template }}</c>, rendered as plain text.</summary>
internal sealed class TemplateValue : FieldValue
{
    private readonly CompiledTemplate _template;

    private TemplateValue(CompiledTemplate template) => _template = template;

    public override ExpressionProblem? Problem => _template.Problem;

    public override IReadOnlyCollection<string> Reads => _template.Reads;

    /// <summary>Compiles a template; a text without expressions becomes a literal.</summary>
    public static FieldValue Compile(string template, IExpressionEngine expressions)
    {
        var compiled = CompiledTemplate.Compile(template, expressions);
        return compiled.IsConstant
            ? Literal(JsonSerializer.SerializeToElement(compiled.Render(NoScope.Instance, TextEncoding.Text, default).Text))
            : new TemplateValue(compiled);
    }

    public override ExpressionOutcome Evaluate(IExpressionScope scope, CancellationToken cancellationToken)
    {
        var rendered = _template.Render(scope, TextEncoding.Text, cancellationToken);
        return rendered.Problem is null
            ? new ExpressionOutcome(JsonSerializer.SerializeToElement(rendered.Text), null)
            : new ExpressionOutcome(default, rendered.Problem);
    }
}
