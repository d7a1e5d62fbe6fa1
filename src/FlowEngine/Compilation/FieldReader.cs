using System.Text.Json;
using FlowEngine.Expressions;
using FlowEngine.Expressions.Templates;
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
        if (field.Kind == FieldKind.Code)
        {
            return new ExpressionValue(expressions.CompileScript(text));
        }

        var takesExpression = field.Expression || field.Kind is FieldKind.Condition or FieldKind.Map;
        var takesTemplate = field.Template || field.Kind == FieldKind.Map;
        var read = FieldText.Read(text, takesExpression, takesTemplate);
        return read.Kind switch
        {
            FieldTextKind.Expression => new ExpressionValue(expressions.Compile(read.Text)),
            FieldTextKind.Template => TemplateValue.Compile(read.Text, field.Encoding, expressions),
            _ => FieldValue.Literal(read.Text == text ? written : JsonSerializer.SerializeToElement(read.Text)),
        };
    }
}
