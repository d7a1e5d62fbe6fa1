using System.Text.Json;
using System.Text.RegularExpressions;
using FlowEngine.Expressions;

namespace FlowEngine.Tests.Validation;

/// <summary>Stands at the seam to JavaScript: "oops" is a syntax error, and reads are found by their look.</summary>
internal sealed partial class SampleExpressions : IExpressionEngine
{
    public CompiledExpression Compile(string source) => new Compiled(source);

    public CompiledExpression CompileScript(string source) => new Compiled(source);

    [GeneratedRegex(@"\b(?:vars|nodes)\.\w+(?:\.\w+)*")]
    private static partial Regex Paths();

    private sealed class Compiled(string source) : CompiledExpression
    {
        public override string Source => source;

        public override ExpressionProblem? Problem =>
            source.IndexOf("oops", StringComparison.Ordinal) is >= 0 and var at
                ? new ExpressionProblem("expression.syntax", "This is no expression.", 1, at + 1)
                : null;

        public override IReadOnlyCollection<string> Reads => [.. Paths().Matches(source).Select(m => m.Value)];

        public override ExpressionOutcome Evaluate(IExpressionScope scope, CancellationToken cancellationToken) =>
            new(JsonElement.Parse("null"), null);
    }
}
