using System.Text.Json;
using FlowEngine.Expressions;
using FlowEngine.Nodes;

namespace FlowEngine.Compilation;

/// <summary>
/// Reads one value as an author wrote it: <c>=expression</c>, <c>{{ template }}</c>, or a literal; <c>'=</c> begins a
/// text that shows a <c>=</c>.
/// </summary>
internal static class FieldReader
{
    public static FieldValue Read(JsonElement written, FieldDefinition field, IExpressionEngine expressions)
    {
        if (written.ValueKind != JsonValueKind.String)
        {
            return FieldValue.Literal(written);
        }

        var text = written.GetString()!; // a string token always has a string
        var takesExpression = field.Expression || field.Kind is FieldKind.Condition or FieldKind.Map;
        if (takesExpression && text.StartsWith('='))
        {
            return new ExpressionValue(expressions.Compile(text[1..]));
        }

        var isQuoted = takesExpression && text.StartsWith("'=", StringComparison.Ordinal);
        if (isQuoted)
        {
            text = text[1..];
        }

        if (field.Template || field.Kind == FieldKind.Map)
        {
            return TemplateValue.Compile(text, expressions);
        }

        return FieldValue.Literal(isQuoted ? JsonSerializer.SerializeToElement(text) : written);
    }
}
