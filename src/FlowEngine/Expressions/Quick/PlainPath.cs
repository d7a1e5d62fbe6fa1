using System.Text.Json;
using FlowEngine.Expressions.Syntax.Parsing;

namespace FlowEngine.Expressions.Quick;

/// <summary>
/// <c>vars.order.items[0].name</c>: read straight from the JSON, without an engine. Knows names after dots, indexes and
/// texts in brackets and <c>?.</c>.
/// </summary>
internal sealed class PlainPath : CompiledExpression
{
    private readonly SourceText _text;
    private readonly PathSteps _path;
    private readonly Lazy<CompiledExpression> _engine;

    /// <param name="text">The author's text.</param>
    /// <param name="path">The path it is.</param>
    /// <param name="engine">The same expression in a sandbox, for members that only an engine knows.</param>
    public PlainPath(SourceText text, PathSteps path, Lazy<CompiledExpression> engine)
    {
        _text = text;
        _path = path;
        _engine = engine;
        Reads = [path.Text];
    }

    public override string Source => _text.Text;

    public override ExpressionProblem? Problem => null;

    public override IReadOnlyCollection<string> Reads { get; }

    public override ExpressionOutcome Evaluate(IExpressionScope scope, CancellationToken cancellationToken) =>
        _path.Read(scope, out var value, out var step) switch
        {
            PathOutcome.NoRoot => Fail(_path.Span.Start, $"'{_path.Root}' is not defined."),
            PathOutcome.NoOwner => CannotRead(step, value.ValueKind),
            PathOutcome.Unknown => _engine.Value.Evaluate(scope, cancellationToken),
            _ => new ExpressionOutcome(value, null),
        };

    private ExpressionOutcome CannotRead(int step, JsonValueKind kind)
    {
        var failed = _path.Steps[step];
        var owner = _text.Text[_path.Span.Start..failed.OwnerEnd];
        var nothing = kind == JsonValueKind.Null ? "null" : "undefined";
        return Fail(failed.Start, $"Cannot read '{failed.Name}' of '{owner}', which is {nothing}.");
    }

    private ExpressionOutcome Fail(int position, string message)
    {
        var (line, column) = _text.PlaceOf(position);
        return new ExpressionOutcome(default, new ExpressionProblem("expression.error", message, line, column));
    }
}
