using System.Buffers;
using System.Text.Json;
using FlowEngine.Expressions;

namespace FlowEngine.Compilation;

/// <summary>A value made of parts that are evaluated one by one.</summary>
internal abstract class PartedValue(IReadOnlyList<FieldValue> parts) : FieldValue
{
    // Results of expressions may be nested as deep as their reader allows; the parts of the author come on top.
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 1_000 };

    public override IReadOnlyCollection<string> Reads { get; } = [.. parts.SelectMany(p => p.Reads).Distinct(StringComparer.Ordinal)];

    /// <summary>The value itself, or a literal when no part ever changes.</summary>
    public FieldValue Simplify() => parts.All(p => p.IsLiteral) ? Literal(Evaluate(NoScope.Instance, default).Value) : this;

    public override ExpressionOutcome Evaluate(IExpressionScope scope, CancellationToken cancellationToken)
    {
        var values = new JsonElement[parts.Count];
        for (var i = 0; i < values.Length; i++)
        {
            (values[i], var problem) = parts[i].Evaluate(scope, cancellationToken);
            if (problem is not null)
            {
                return new ExpressionOutcome(default, problem);
            }
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, values);
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan, Deep);
        return new ExpressionOutcome(JsonElement.ParseValue(ref reader), null);
    }

    /// <summary>Writes the whole.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="values">Values of the parts, in order; some may be undefined.</param>
    protected abstract void Write(Utf8JsonWriter writer, JsonElement[] values);
}
