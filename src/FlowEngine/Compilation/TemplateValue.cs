using System.Text.Json;
using FlowEngine.Expressions;
using FlowEngine.Expressions.Templates;

namespace FlowEngine.Compilation;

/// <summary>A <c>{{ template }}</c>, its values encoded for where the text goes.</summary>
internal sealed class TemplateValue : FieldValue
{
    private readonly CompiledTemplate _template;
    private readonly TextEncoding _encoding;

    private TemplateValue(CompiledTemplate template, TextEncoding encoding) => (_template, _encoding) = (template, encoding);

    public override ExpressionProblem? Problem => _template.Problem;

    public override IReadOnlyCollection<string> Reads => _template.Reads;

    /// <summary>Compiles a template; a text without expressions becomes a literal.</summary>
    public static FieldValue Compile(string template, TextEncoding encoding, IExpressionEngine expressions)
    {
        var compiled = CompiledTemplate.Compile(template, expressions);
        return compiled.IsConstant
            ? Literal(JsonSerializer.SerializeToElement(compiled.Render(NoScope.Instance, encoding, default).Text))
            : new TemplateValue(compiled, encoding);
    }

    public override ExpressionOutcome Evaluate(IExpressionScope scope, CancellationToken cancellationToken)
    {
        var rendered = _template.Render(scope, _encoding, cancellationToken);
        return rendered.Problem is null
            ? new ExpressionOutcome(JsonSerializer.SerializeToElement(rendered.Text), null)
            : new ExpressionOutcome(default, rendered.Problem);
    }
}
