using FlowEngine.Expressions.Assistance;
using FlowEngine.Nodes;
using FlowEngine.Validation;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Editor.Inspector.Code;

/// <summary>Finds names in formulas that are not in scope, such as <c>contact.fristName</c>.</summary>
internal static class UnknownNames
{
    /// <summary>Looks through what a text reads.</summary>
    /// <param name="reads">The reads with their places.</param>
    /// <param name="scope">What is in scope.</param>
    /// <param name="text">Texts of the editor.</param>
    /// <returns>One mark for each unknown name.</returns>
    public static IEnumerable<CodeMark> Find(IEnumerable<ExpressionReference> reads, IReadOnlyDictionary<string, ValueShape> scope, IStringLocalizer<EditorText> text)
    {
        foreach (var segments in reads.Select(r => r.Segments).Where(s => s.Count > 1))
        {
            if (scope.GetValueOrDefault(segments[0].Name)?.Members is not { } members)
            {
                continue;
            }

            var name = segments[1];
            if (!members.ContainsKey(name.Name))
            {
                yield return MarkOf(segments[0].Name, name, members.Keys, text);
            }
            else if (segments is [{ Name: "input" }, { Name: "entities" }, var entity, ..] && members["entities"].Members is { } entities && !entities.ContainsKey(entity.Name))
            {
                yield return MarkOf("input.entities", entity, entities.Keys, text);
            }
        }
    }

    private static CodeMark MarkOf(string owner, ReferenceSegment name, IEnumerable<string> known, IStringLocalizer<EditorText> text)
    {
        var nearest = Spelling.Nearest(name.Name, known);
        string message = owner == "nodes"
            ? text["No node {0} comes before this one, so there is no value.", name.Name]
            : text["{0} does not exist, so it would be empty.", $"{owner}.{name.Name}"];
        return new CodeMark(
            name.Start,
            name.Start + name.Length,
            nearest is null ? message : $"{message} {text["Did you mean {0}?", nearest]}",
            IsError: false,
            name.Form == ReferenceForm.Shorthand ? null
                : name.Form == ReferenceForm.Text && nearest is not null ? $"'{nearest}'"
                : nearest,
            owner == "vars" ? name.Name : null
        );
    }
}
