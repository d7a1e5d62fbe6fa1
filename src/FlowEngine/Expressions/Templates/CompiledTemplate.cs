using System.Text;

namespace FlowEngine.Expressions.Templates;

/// <summary>
/// Text with <c>{{ expression }}</c> in it, for example <c>Order {{ vars.order.number }} is {{ vars.order.status }}.</c>
/// Values are inserted, never read again: braces in what a visitor wrote mean nothing. Thread-safe.
/// </summary>
public sealed class CompiledTemplate
{
    private const int MaxLength = 1_000_000;

    private readonly TemplatePart[] _parts;

    internal CompiledTemplate(string source, TemplatePart[] parts, ExpressionProblem? problem)
    {
        Source = source;
        Problem = problem;
        _parts = parts;
        Reads = [.. parts.SelectMany(p => p.Expression?.Reads ?? []).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The author's text.</summary>
    public string Source { get; }

    /// <summary>Why it cannot be rendered, placed in the author's text; null when it can.</summary>
    public ExpressionProblem? Problem { get; }

    /// <summary>Static member paths it reads, for example <c>vars.order.status</c>.</summary>
    public IReadOnlyCollection<string> Reads { get; }

    /// <summary>True when it holds no expression.</summary>
    public bool IsConstant => Problem is null && Array.TrueForAll(_parts, p => p.Expression is null);

    /// <summary>Compiles a template. Never throws for bad text: see <see cref="Problem"/>.</summary>
    /// <param name="source">Text; <c>\{{</c> stands for two literal braces.</param>
    /// <param name="engine">Compiles the expressions.</param>
    /// <returns>The compiled template.</returns>
    public static CompiledTemplate Compile(string source, IExpressionEngine engine) =>
        new TemplateReader(source, engine).Read();

    /// <summary>Fills the values in: null and undefined are empty, numbers have no culture, objects are JSON.</summary>
    /// <param name="scope">What names mean.</param>
    /// <param name="encoding">Where the text goes.</param>
    /// <param name="cancellationToken">Stops an evaluation.</param>
    /// <returns>Text or problem; a text longer than a million characters is a problem.</returns>
    public RenderOutcome Render(IExpressionScope scope, TextEncoding encoding, CancellationToken cancellationToken)
    {
        if (Problem is not null)
        {
            return new RenderOutcome(string.Empty, Problem);
        }

        if (_parts is [{ Expression: null } only])
        {
            return new RenderOutcome(only.Text, null);
        }

        var text = new StringBuilder();
        foreach (var part in _parts)
        {
            if (part.Expression is null)
            {
                text.Append(part.Text);
                continue;
            }

            var outcome = part.Expression.Evaluate(scope, cancellationToken);
            if (outcome.Problem is { } problem)
            {
                return new RenderOutcome(string.Empty, part.Place(problem));
            }

            text.Append(ValueText.Encode(ValueText.Of(outcome.Value), encoding));
            if (text.Length > MaxLength)
            {
                var tooLong = new ExpressionProblem("expression.size", $"The text is longer than {MaxLength} characters.", 1, 1);
                return new RenderOutcome(string.Empty, part.Place(tooLong));
            }
        }

        return new RenderOutcome(text.ToString(), null);
    }
}
