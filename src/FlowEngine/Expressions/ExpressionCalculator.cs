using System.Text.Json;

namespace FlowEngine.Expressions;

/// <summary>Evaluates expressions one a line: the analyst's calculator.</summary>
/// <param name="engine">Evaluates.</param>
/// <param name="input">JSON object whose members are the variables; must outlive the calculator.</param>
/// <param name="settings">Clock, zone, culture and seed.</param>
public sealed class ExpressionCalculator(IExpressionEngine engine, JsonElement input, EvaluationSettings settings)
{
    private readonly JsonScope _scope = new(input, settings);

    /// <summary>Reads expressions until the end and writes one line for each.</summary>
    /// <param name="expressions">One expression a line.</param>
    /// <param name="results">Takes the results: JSON as JSON.stringify writes it, <c>undefined</c>, or <c>error: …</c>.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>When all lines are done.</returns>
    public async Task RunAsync(TextReader expressions, TextWriter results, CancellationToken cancellationToken)
    {
        while (await expressions.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            await results.WriteLineAsync(Evaluate(line, cancellationToken).AsMemory(), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Evaluates one expression.</summary>
    /// <param name="expression">JavaScript, without the leading <c>=</c>.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>JSON as JSON.stringify writes it, <c>undefined</c>, or <c>error: …</c>; always one line.</returns>
    public string Evaluate(string expression, CancellationToken cancellationToken)
    {
        var outcome = engine.Compile(expression).Evaluate(_scope, cancellationToken);
        return outcome.Problem is { } problem
            // One line for each expression, whatever a script puts into its message.
            ? $"error: {problem.Message.ReplaceLineEndings(" ")} (line {problem.Line}, column {problem.Column}, {problem.Code})"
            : ScriptJson.Write(outcome.Value);
    }
}
