using FlowEngine.Expressions.Syntax;
using FlowEngine.Expressions.Templates;

namespace FlowEngine.Expressions.Assistance;

/// <summary>Finds what expressions read, with places: the ground of "used by" and of renaming.</summary>
public static class ExpressionReferences
{
    /// <summary>What an expression reads.</summary>
    /// <param name="source">The expression, without the leading <c>=</c>.</param>
    /// <returns>Every read in the order of the text; none for a source that cannot be compiled.</returns>
    public static IReadOnlyList<ExpressionReference> InExpression(string source) => Find(source, SourceKind.Expression, 0);

    /// <summary>What a script reads.</summary>
    /// <param name="source">The script.</param>
    /// <returns>Every read in the order of the text; none for a source that cannot be compiled.</returns>
    public static IReadOnlyList<ExpressionReference> InScript(string source) => Find(source, SourceKind.Script, 0);

    /// <summary>What a template reads.</summary>
    /// <param name="template">Text with <c>{{ expression }}</c>.</param>
    /// <returns>Every read in the order of the text.</returns>
    public static IReadOnlyList<ExpressionReference> InTemplate(string template) => FindInTemplate(template, 0);

    /// <summary>What a setting reads, as its author wrote it.</summary>
    /// <param name="written">The text, with its <c>=</c> where it is an expression.</param>
    /// <param name="takesExpression">True when the setting may be an <c>=expression</c>.</param>
    /// <param name="takesTemplate">True when the setting takes <c>{{ expression }}</c>.</param>
    /// <returns>Every read in the order of the text, placed in the whole text.</returns>
    public static IReadOnlyList<ExpressionReference> InField(string written, bool takesExpression, bool takesTemplate)
    {
        var read = FieldText.Read(written, takesExpression, takesTemplate);
        var shift = written.Length - read.Text.Length;
        return read.Kind switch
        {
            FieldTextKind.Expression => Find(read.Text, SourceKind.Expression, shift),
            FieldTextKind.Template => FindInTemplate(read.Text, shift),
            _ => [],
        };
    }

    private static List<ExpressionReference> FindInTemplate(string template, int shift) =>
        [.. TemplateReader.Expressions(template).SelectMany(e => Find(e.Source, SourceKind.Expression, shift + e.Start))];

    private static List<ExpressionReference> Find(string source, SourceKind kind, int shift)
    {
        if (source.Length > ExpressionLimits.MaxSourceLength)
        {
            return [];
        }

        try
        {
            return
            [
                .. ScriptFrontEnd
                    .Prepare(source, kind)
                    .References.Select(path => new ExpressionReference([.. path.Select(s => SegmentOf(s, shift))]))
                    .DistinctBy(r => (r.Segments[^1].Start, r.Segments.Count))
                    .OrderBy(r => r.Segments[0].Start)
                    .ThenBy(r => r.Segments[^1].Start),
            ];
        }
        catch (ScriptSyntaxException)
        {
            // While an author types, most texts are no expressions: they read nothing yet.
            return [];
        }
    }

    private static ReferenceSegment SegmentOf(ReadSegment segment, int shift) =>
        new(
            segment.Name,
            shift + segment.Span.Start,
            segment.Span.End - segment.Span.Start,
            segment.IsShorthand ? ReferenceForm.Shorthand
                : segment.IsText ? ReferenceForm.Text
                : ReferenceForm.Name
        );
}
