using System.Text.RegularExpressions;
using Jint.Parser;

namespace FlowEngine.Expressions.Syntax;

/// <summary>Says in the author's words why a source cannot be parsed; names syntax that is newer than ECMAScript 5.1.</summary>
internal static partial class ModernSyntax
{
    private static readonly (string Mark, string Name)[] Marks =
    [
        ("=>", "arrow function"),
        ("`", "template literal"),
        ("?.", "optional chaining"),
        ("??", "nullish coalescing"),
        ("...", "spread"),
        ("**", "exponent operator"),
    ];

    /// <summary>Explains a failure of the parser.</summary>
    public static ScriptSyntaxException Explain(string source, SourcePlace place, ParserException failure)
    {
        foreach (var (mark, name) in Marks)
        {
            var index = source.IndexOf(mark, StringComparison.Ordinal);
            if (index >= 0)
            {
                var (markLine, markColumn) = PlaceOf(source, index);
                return SourcePlace.Syntax(
                    $"'{mark}' ({name}) is newer than the JavaScript understood here (ECMAScript 5).",
                    markLine,
                    markColumn
                );
            }
        }

        var description = PositionPrefix().Replace(failure.Description ?? failure.Message, string.Empty);
        var (line, column) = place.Of(failure.LineNumber, failure.Column);
        var (lastLine, lastColumn) = PlaceOf(source, source.Length);
        return line > lastLine || description.Contains("end of input", StringComparison.OrdinalIgnoreCase)
            ? SourcePlace.Syntax("The expression ends too early.", lastLine, lastColumn)
            : SourcePlace.Syntax($"{description}.", line, column);
    }

    private static (int Line, int Column) PlaceOf(string source, int index)
    {
        var before = source.AsSpan(0, index);
        return (before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }

    [GeneratedRegex(@"^Line \d+: ", RegexOptions.CultureInvariant)]
    private static partial Regex PositionPrefix();
}
