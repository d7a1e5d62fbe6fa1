using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowEngine.Expressions;

/// <summary>
/// <c>vars.order.items[0].name</c>: read straight from the JSON, without an engine. Knows names after dots, indexes and
/// texts in brackets and <c>?.</c>.
/// </summary>
internal sealed partial class PlainPath : CompiledExpression
{
    private readonly string _root;
    private readonly Step[] _steps;

    private PlainPath(string source, string root, Step[] steps)
    {
        Source = source;
        _root = root;
        _steps = steps;
        Reads = [string.Join('.', steps.TakeWhile(s => s.Index is null).Select(s => s.Name).Prepend(root))];
    }

    public override string Source { get; }

    public override ExpressionProblem? Problem => null;

    public override IReadOnlyCollection<string> Reads { get; }

    /// <summary>Reads a source as a path; null when it is anything else.</summary>
    public static PlainPath? TryParse(string source)
    {
        var match = Path().Match(source);
        if (!match.Success || !IsFree(match.Groups["root"].Value))
        {
            return null;
        }

        var steps = new Step[match.Groups["step"].Captures.Count];
        for (var i = 0; i < steps.Length; i++)
        {
            var capture = match.Groups["step"].Captures[i];
            if (ParseStep(capture.Value, capture.Index) is not { } step)
            {
                return null;
            }

            steps[i] = step;
        }

        return new PlainPath(source, match.Groups["root"].Value, steps);
    }

    public override ExpressionOutcome Evaluate(IExpressionScope scope, CancellationToken cancellationToken)
    {
        var done = 0;
        JsonElement value;
        if (_steps is [{ Index: null } first, ..] && scope.TryGetMember(_root, first.Name, out value))
        {
            done = 1;
        }
        else if (_steps.Length > 0 && scope.IsObject(_root))
        {
            (value, done) = (default, 1);
        }
        else if (!scope.Roots.Contains(_root, StringComparer.Ordinal))
        {
            return Fail($"'{_root}' is not defined.", 0);
        }
        else if (!scope.TryGetRoot(_root, out value))
        {
            value = default;
        }

        for (; done < _steps.Length; done++)
        {
            if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            {
                return _steps[done].IsOptional ? default : CannotRead(done, value.ValueKind);
            }

            value = Read(value, _steps[done]);
        }

        return new ExpressionOutcome(value, null);
    }

    private static JsonElement Read(JsonElement value, Step step) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value.TryGetProperty(step.Name, out var member) ? member : default,
            JsonValueKind.Array when step.Index is { } index => index < value.GetArrayLength() ? value[index] : default,
            JsonValueKind.Array when step.Name == "length" => JsonValues.Of(value.GetArrayLength()),
            JsonValueKind.String when step.Name == "length" => JsonValues.Of(JsonText.Read(value).Length),
            JsonValueKind.String when step.Index is { } index && JsonText.Read(value) is var text && index < text.Length =>
                JsonValues.Of(text.Substring(index, 1)),
            _ => default,
        };

    private static bool IsFree(string root) => !Reserved().IsMatch(root);

    private static Step? ParseStep(string text, int at)
    {
        var isOptional = text.StartsWith("?.", StringComparison.Ordinal);
        var rest = isOptional ? text[2..] : text.TrimStart('.');
        if (!rest.StartsWith('['))
        {
            return IsInherited(rest) ? null : new Step(rest, null, isOptional, at);
        }

        var inner = rest[1..^1];
        if (inner[0] is '\'' or '"')
        {
            return IsInherited(inner[1..^1]) ? null : new Step(inner[1..^1], null, isOptional, at);
        }

        return new Step(inner, int.Parse(inner, CultureInfo.InvariantCulture), isOptional, at);
    }

    /// <summary>Whether every object has a member of this name: what it means is the engine's to tell.</summary>
    internal static bool IsInherited(string name) =>
        name
            is "constructor"
                or "toString"
                or "valueOf"
                or "toLocaleString"
                or "hasOwnProperty"
                or "isPrototypeOf"
                or "propertyIsEnumerable"
                or "__proto__";

    private ExpressionOutcome CannotRead(int step, JsonValueKind kind)
    {
        var owner = Source[..(_steps[step].At)];
        return Fail($"Cannot read '{_steps[step].Name}' of '{owner}', which is {(kind == JsonValueKind.Null ? "null" : "undefined")}.", _steps[step].At);
    }

    private static ExpressionOutcome Fail(string message, int at) =>
        new(default, new ExpressionProblem("expression.error", message, 1, at + 1));

    [GeneratedRegex(
        @"^(?<root>[A-Za-z_$][A-Za-z0-9_$]*)(?<step>(?:\.|\?\.)[A-Za-z_$][A-Za-z0-9_$]*|(?:\?\.)?\[(?:0|[1-9][0-9]{0,7})\]|(?:\?\.)?\[(?:'[^'\\\r\n]*'|""[^""\\\r\n]*"")\])*\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Path();

    // Words and names of the language: an engine knows what they mean.
    [GeneratedRegex(
        @"^(?:undefined|NaN|Infinity|null|true|false|this|arguments|eval|let|static|yield|implements|interface|package|private|protected|public|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|export|extends|finally|for|function|if|import|in|instanceof|new|return|super|switch|throw|try|typeof|var|void|while|with|Object|Array|String|Number|Boolean|Date|Math|JSON|RegExp|Function|[A-Z][A-Za-z]*Error|Error|parseInt|parseFloat|isNaN|isFinite|(?:de|en)codeURI(?:Component)?|escape|unescape)\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Reserved();

    private readonly record struct Step(string Name, int? Index, bool IsOptional, int At);
}
