using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;

namespace FlowEngine.Compilation;

/// <summary>Binding the settings of one node: what it compiles with, where it stands and what it found wrong.</summary>
internal sealed class BindingSession(IExpressionEngine expressions, List<Problem> problems, string pointer)
{
    public IExpressionEngine Expressions { get; } = expressions;

    public BindingSession At(string member) =>
        new(
            Expressions,
            problems,
            $"{pointer}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}"
        );

    public BindingSession At(int index) => new(Expressions, problems, $"{pointer}/{index}");

    public void Report(string code, string message) =>
        problems.Add(new Problem(code, ProblemSeverity.Error, pointer, message));

    /// <summary>Compiles one value as written; the texts inside an object or list, too, where the setting takes any value.</summary>
    public FieldValue Compile(JsonElement written, FieldDefinition field)
    {
        if (field.Kind is FieldKind.Json or FieldKind.Value or FieldKind.Map)
        {
            switch (written.ValueKind)
            {
                case JsonValueKind.Array:
                    return new ListValue([.. written.EnumerateArray().Select((item, i) => At(i).Compile(item, field))]).Simplify();
                case JsonValueKind.Object:
                    return new ObjectValue(
                        [.. written.EnumerateObject().Select(m => (m.Name, At(m.Name).Compile(m.Value, field)))]
                    ).Simplify();
                default:
                    break;
            }
        }

        var value = FieldReader.Read(written, field, Expressions);
        if (value.Problem is { } problem)
        {
            Report(problem.Code, $"{field.Label}: {problem.Message} (line {problem.Line}, column {problem.Column})");
        }

        return value;
    }
}
