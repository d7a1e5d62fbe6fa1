using System.Text;
using FlowEngine.Expressions.Syntax.Parsing;

namespace FlowEngine.Expressions.Assistance;

/// <summary>Renames what expressions read: a variable, a node, a member. Rewrites exactly the names, nothing around them.</summary>
public static class ExpressionRename
{
    /// <summary>Renames in an expression.</summary>
    /// <param name="source">The expression, without the leading <c>=</c>.</param>
    /// <param name="from">Path with dots, for example <c>vars.order</c>.</param>
    /// <param name="to">The same path with another last name, for example <c>vars.purchase</c>.</param>
    /// <returns>The rewritten expression; the same text when it reads no such thing or cannot be compiled.</returns>
    /// <exception cref="ArgumentException">The paths differ in more than their last name, or that is no name.</exception>
    public static string InExpression(string source, string from, string to) =>
        Rewrite(source, ExpressionReferences.InExpression(source), from, to);

    /// <summary>Renames in a script.</summary>
    /// <param name="source">The script.</param>
    /// <param name="from">Path with dots.</param>
    /// <param name="to">The same path with another last name.</param>
    /// <returns>The rewritten script.</returns>
    /// <exception cref="ArgumentException">The paths differ in more than their last name, or that is no name.</exception>
    public static string InScript(string source, string from, string to) =>
        Rewrite(source, ExpressionReferences.InScript(source), from, to);

    /// <summary>Renames in a setting as its author wrote it.</summary>
    /// <param name="written">The text, with its <c>=</c> where it is an expression.</param>
    /// <param name="takesExpression">True when the setting may be an <c>=expression</c>.</param>
    /// <param name="takesTemplate">True when the setting takes <c>{{ expression }}</c>.</param>
    /// <param name="from">Path with dots.</param>
    /// <param name="to">The same path with another last name.</param>
    /// <returns>The rewritten text.</returns>
    /// <exception cref="ArgumentException">The paths differ in more than their last name, or that is no name.</exception>
    public static string InField(string written, bool takesExpression, bool takesTemplate, string from, string to) =>
        Rewrite(written, ExpressionReferences.InField(written, takesExpression, takesTemplate), from, to);

    private static string Rewrite(string text, IReadOnlyList<ExpressionReference> references, string from, string to)
    {
        var (depth, name) = Check(from, to);
        var places = references
            .Where(r => r.StartsWith(from))
            .Select(r => r.Segments[depth])
            .DistinctBy(s => s.Start)
            .OrderByDescending(s => s.Start);
        var result = new StringBuilder(text);
        foreach (var place in places)
        {
            var quote = text[place.Start];
            result.Remove(place.Start, place.Length);
            result.Insert(
                place.Start,
                place.Form switch
                {
                    ReferenceForm.Text => $"{quote}{name}{quote}",
                    ReferenceForm.Shorthand => $"{name}: {place.Name}",
                    _ => name,
                }
            );
        }

        return result.ToString();
    }

    private static (int Depth, string Name) Check(string from, string to)
    {
        var before = from.Split('.');
        var after = to.Split('.');
        if (before.Length != after.Length || !before.SkipLast(1).SequenceEqual(after.SkipLast(1), StringComparer.Ordinal))
        {
            throw new ArgumentException("Only the last name of a path can be changed.", nameof(to));
        }

        var name = after[^1];
        return name.Length > 0 && Lexer.IsNameStart(name[0]) && name.All(Lexer.IsNamePart)
            ? (before.Length - 1, name)
            : throw new ArgumentException($"'{name}' is no name.", nameof(to));
    }
}
