using System.Text.Json;
using FlowDesigner.Web.Editor.Simulator;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Expressions.Assistance;
using FlowEngine.Expressions.Templates;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Editor.Inspector.Code;

/// <summary>
/// Helps to write formulas and texts with values: names in scope, mistakes with their places, and what comes out with the
/// values of the latest test or made-up ones. Belongs to one open flow.
/// </summary>
/// <param name="state">What is edited.</param>
/// <param name="engine">Compiles and evaluates.</param>
/// <param name="test">What the running test knows; null when there is none.</param>
internal sealed class ExpressionAssistant(EditorState state, IExpressionEngine engine, Func<RunValues?> test)
{
    private readonly Dictionary<(string, CodeKind, string, string), CodePreview?> _previews = [];
    private (FlowDefinition Flow, BotDefinition Bot, string Node, IReadOnlyDictionary<string, ValueShape> Scope)? _scope;
    private (IReadOnlyDictionary<string, ValueShape> Scope, object? Test, JsonElement Values, string Text)? _sample;
    private RunValues? _test;

    /// <summary>What may stand at a place of a formula in the settings of a node.</summary>
    public IReadOnlyList<CompletionItem> Complete(string nodeId, string source, int position)
    {
        var place = Math.Clamp(position, 0, source.Length);
        return ExpressionCompletion.At(source, place, Scope(nodeId)).Items;
    }

    /// <summary>Every value that can be had at a node.</summary>
    public IReadOnlyList<ScopeValue> Values(string nodeId) => ScopeValue.Of(Scope(nodeId), Sample(nodeId).Values);

    /// <summary>Reads a text: what is wrong with it and what it gives.</summary>
    /// <param name="nodeId">The node in whose settings it stands.</param>
    /// <param name="text">The text as typed.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="takesFormula">True when <c>=</c> at its start makes it a formula.</param>
    /// <param name="takesTemplate">True when it may hold values in braces.</param>
    public CodeReading Read(string nodeId, string text, CodeKind kind, bool takesFormula, bool takesTemplate)
    {
        if (text.Length == 0)
        {
            return new CodeReading([], null);
        }

        switch (kind)
        {
            case CodeKind.Expression:
                return Read(nodeId, text, 0, CodeKind.Expression, engine.Compile(text), ExpressionReferences.InExpression(text));
            case CodeKind.Script:
                return Read(nodeId, text, 0, CodeKind.Script, engine.CompileScript(text), ExpressionReferences.InScript(text));
        }

        var read = FieldText.Read(text, takesFormula, takesTemplate && kind == CodeKind.Text);
        var reads = ExpressionReferences.InField(text, takesFormula, takesTemplate && kind == CodeKind.Text);
        return read.Kind switch
        {
            FieldTextKind.Expression => Read(nodeId, text, 1, CodeKind.Expression, engine.Compile(read.Text), reads),
            FieldTextKind.Template => ReadTemplate(nodeId, text, CompiledTemplate.Compile(read.Text, engine), reads),
            _ => new CodeReading(kind == CodeKind.Json ? [.. MistakesOf(text)] : [], null),
        };
    }

    private IEnumerable<CodeMark> MistakesOf(string json)
    {
        try
        {
            JsonDocument.Parse(json).Dispose();
            return [];
        }
        catch (JsonException e)
        {
            var (line, column) = ((int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1);
            return [MarkOf(json, new ExpressionProblem("json.syntax", state.T["This is not JSON: line {0}, character {1}.", line, column], line, column))];
        }
    }

    private CodeReading Read(string nodeId, string text, int shift, CodeKind kind, CompiledExpression compiled, IReadOnlyList<ExpressionReference> reads) =>
        compiled.Problem is { } problem
            ? new CodeReading([MarkOf(text, problem.Behind(shift))], null)
            : new CodeReading(
                [.. UnknownNames.Find(reads, Scope(nodeId), state.T)],
                Preview(nodeId, compiled.Source, kind, scope =>
                {
                    var preview = ExpressionPreview.Of(compiled, scope, CancellationToken.None);
                    return preview.Problem is { } failed ? (failed.Message, true) : (WordsOf(preview), false);
                })
            );

    private CodeReading ReadTemplate(string nodeId, string text, CompiledTemplate template, IReadOnlyList<ExpressionReference> reads) =>
        template.Problem is { } problem
            ? new CodeReading([MarkOf(text, problem)], null)
            : new CodeReading(
                [.. UnknownNames.Find(reads, Scope(nodeId), state.T)],
                Preview(nodeId, template.Source, CodeKind.Text, scope =>
                {
                    var rendered = template.Render(scope, TextEncoding.Text, CancellationToken.None);
                    return rendered.Problem is { } failed ? (failed.Message, true) : (rendered.Text, false);
                })
            );

    // A formula is evaluated again only when it or the values have changed, not whenever something is drawn.
    private CodePreview? Preview(string nodeId, string source, CodeKind kind, Func<IExpressionScope, (string Text, bool IsProblem)> evaluate)
    {
        var (values, text) = Sample(nodeId);
        var key = (nodeId, kind, source, text);
        if (!_previews.TryGetValue(key, out var preview))
        {
            if (_previews.Count > 200)
            {
                _previews.Clear();
            }

            var zone = TimeZoneInfo.TryFindSystemTimeZoneById(state.Bot.TimeZone, out var found) ? found : null;
            var (shown, isProblem) = evaluate(new JsonScope(values, new EvaluationSettings(Zone: zone, Culture: state.Bot.Languages[0])));
            preview = _previews[key] = new CodePreview(shown, _test is not null, isProblem);
        }

        return preview;
    }

    /// <summary>Type of what a setting holds, where it is a path; null when that is not known.</summary>
    /// <param name="nodeId">The node in whose settings it stands.</param>
    /// <param name="value">The setting as written.</param>
    public string? TypeOf(string nodeId, JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is ['=', .. var path] ? ScopeShape.Find(Scope(nodeId), path.Trim())?.Type : null;

    /// <summary>Whether the rules of a condition hold; null while there is none, or one is not written to its end.</summary>
    /// <param name="nodeId">The node in whose settings they stand.</param>
    /// <param name="rules">The rules as they stand in the document.</param>
    /// <param name="isAny">True when one rule is enough.</param>
    public CodePreview? Decide(string nodeId, JsonElement rules, bool isAny)
    {
        if (rules.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var preview = Preview(nodeId, $"{(isAny ? "any" : "all")} {rules.GetRawText()}", CodeKind.Json, scope =>
            ConditionPreview.Of(rules, isAny, engine, scope, CancellationToken.None) switch
            {
                null => ("", false),
                { Problem: { } failed } => (failed.Message, true),
                { Holds: true } => (state.T["yes (true)"].Value, false),
                _ => (state.T["no (false)"].Value, false),
            });
        return preview is { Text.Length: > 0 } ? preview : null;
    }

    private IReadOnlyDictionary<string, ValueShape> Scope(string nodeId)
    {
        if (_scope is not { } known || !ReferenceEquals(known.Flow, state.Flow) || !ReferenceEquals(known.Bot, state.Bot) || known.Node != nodeId)
        {
            _scope = known = (state.Flow, state.Bot, nodeId, ScopeShape.At(state.Flow, state.Bot, state.Catalog, nodeId));
        }

        return known.Scope;
    }

    private (JsonElement Values, string Text) Sample(string nodeId)
    {
        // What a test remembered stays of use after the test was closed.
        var latest = test();
        _test = latest is { IsEmpty: false } ? latest : _test;
        var scope = Scope(nodeId);
        if (_sample is not { } known || !ReferenceEquals(known.Scope, scope) || !ReferenceEquals(known.Test, _test))
        {
            var starts = state.Bot.Variables.Concat(state.Flow.Variables).GroupBy(v => v.Key).ToDictionary(g => g.Key, g => g.Last().Value);
            var values = ScopeSample.Of(scope, state.Bot, starts, _test);
            _sample = known = (scope, _test, values, values.GetRawText());
        }

        return (known.Values, known.Text);
    }

    private string WordsOf(ExpressionPreview preview) =>
        preview.Type switch
        {
            "undefined" => state.T["nothing"],
            "null" => state.T["empty"],
            "boolean" => preview.Text == "true" ? state.T["yes (true)"] : state.T["no (false)"],
            _ => preview.Text,
        };

    private static CodeMark MarkOf(string text, ExpressionProblem problem)
    {
        var start = 0;
        for (var line = 1; line < problem.Line && text.IndexOf('\n', start) is >= 0 and var end; line++)
        {
            start = end + 1;
        }

        var from = Math.Clamp(start + problem.Column - 1, 0, Math.Max(0, text.Length - 1));
        var to = from + 1;
        while (to < text.Length && char.IsLetterOrDigit(text[from]) && char.IsLetterOrDigit(text[to]))
        {
            to++;
        }

        return new CodeMark(from, to, problem.Message, IsError: true);
    }
}
