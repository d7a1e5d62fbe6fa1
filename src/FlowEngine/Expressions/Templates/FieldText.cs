namespace FlowEngine.Expressions.Templates;

/// <summary>What the text of a setting is.</summary>
public enum FieldTextKind
{
    /// <summary>It stands for itself.</summary>
    Literal,

    /// <summary>JavaScript after <c>=</c>.</summary>
    Expression,

    /// <summary>Text with <c>{{ expression }}</c> in it.</summary>
    Template,
}

/// <summary>The text of a setting, told apart as in a spreadsheet. Only for what authors write, never for visitors' text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The literal text, the expression without its <c>=</c>, or the template.</param>
public readonly record struct FieldText(FieldTextKind Kind, string Text)
{
    /// <summary>Tells what a text is; <c>'=</c> at its start is a literal <c>=</c>, <c>\{{</c> two literal braces.</summary>
    /// <param name="written">The text as the author wrote it.</param>
    /// <param name="takesExpression">True when the setting may be an <c>=expression</c>.</param>
    /// <param name="takesTemplate">True when the setting takes <c>{{ expression }}</c>.</param>
    /// <returns>Its kind and what is left of it.</returns>
    public static FieldText Read(string written, bool takesExpression, bool takesTemplate)
    {
        if (takesExpression && written.StartsWith('='))
        {
            return new FieldText(FieldTextKind.Expression, written[1..]);
        }

        var text = takesExpression && written.StartsWith("'=", StringComparison.Ordinal) ? written[1..] : written;
        return takesTemplate && text.Contains("{{", StringComparison.Ordinal)
            ? new FieldText(FieldTextKind.Template, text)
            : new FieldText(FieldTextKind.Literal, text);
    }
}
