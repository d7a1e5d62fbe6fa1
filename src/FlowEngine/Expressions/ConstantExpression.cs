using System.Text.Json;

namespace FlowEngine.Expressions;

/// <summary>A literal such as <c>5</c>, <c>'text'</c> or <c>true</c>: needs no engine.</summary>
internal sealed class ConstantExpression : CompiledExpression
{
    private readonly JsonElement _value;

    private ConstantExpression(string source, JsonElement value)
    {
        Source = source;
        _value = value;
    }

    public override string Source { get; }

    public override ExpressionProblem? Problem => null;

    public override IReadOnlyCollection<string> Reads => [];

    /// <summary>Reads a source as a literal; null when it is anything else.</summary>
    public static ConstantExpression? TryParse(string source) =>
        source switch
        {
            "true" => new ConstantExpression(source, JsonValues.True),
            "false" => new ConstantExpression(source, JsonValues.False),
            "null" => new ConstantExpression(source, JsonValues.Null),
            "undefined" => new ConstantExpression(source, default),
            ['\'' or '"', .. var inner, var last] when last == source[0] && inner.AsSpan().IndexOfAny([last, '\\', '\n', '\r']) < 0 =>
                new ConstantExpression(source, JsonValues.Of(inner)),
            [>= '0' and <= '9', ..] when source.All(c => char.IsAsciiDigit(c) || c == '.') && NumberText.TryParse(source, out var number) =>
                new ConstantExpression(source, JsonValues.OfJson(NumberText.Of(number))),
            _ => null,
        };

    public override ExpressionOutcome Evaluate(IExpressionScope scope, CancellationToken cancellationToken) => new(_value, null);
}
