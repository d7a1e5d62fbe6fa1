using System.Buffers;
using System.Text.Json;
using FlowEngine.Expressions;

namespace FlowEngine.Compilation;

/// <summary>A list whose items are evaluated one by one.</summary>
internal sealed class ListValue(IReadOnlyList<FieldValue> items) : FieldValue
{
    public override IReadOnlyCollection<string> Reads { get; } = [.. items.SelectMany(i => i.Reads).Distinct()];

    public override ExpressionOutcome Evaluate(IExpressionScope scope, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var item in items)
            {
                var (value, problem) = item.Evaluate(scope, cancellationToken);
                if (problem is not null)
                {
                    return new ExpressionOutcome(default, problem);
                }

                if (value.ValueKind == JsonValueKind.Undefined)
                {
                    writer.WriteNullValue();
                }
                else
                {
                    value.WriteTo(writer);
                }
            }

            writer.WriteEndArray();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return new ExpressionOutcome(JsonElement.ParseValue(ref reader), null);
    }
}
