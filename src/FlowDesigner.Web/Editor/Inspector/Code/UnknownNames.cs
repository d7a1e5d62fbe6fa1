using FlowEngine.Expressions.Assistance;
using FlowEngine.Nodes;
using FlowEngine.Validation;

namespace FlowDesigner.Web.Editor.Inspector.Code;

/// <summary>Finds names in formulas that are not in scope, such as <c>contact.fristName</c>.</summary>
internal static class UnknownNames
{
    /// <summary>Looks through what a text reads.</summary>
    /// <param name="reads">The reads with their places.</param>
    /// <param name="scope">What is in scope.</param>
    /// <returns>One mark for each unknown name.</returns>
    public static IEnumerable<CodeMark> Find(IEnumerable<ExpressionReference> reads, IReadOnlyDictionary<string, ValueShape> scope)
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
                yield return MarkOf(segments[0].Name, name, members.Keys);
            }
            else if (segments is [{ Name: "input" }, { Name: "entities" }, var entity, ..] && members["entities"].Members is { } entities && !entities.ContainsKey(entity.Name))
            {
                yield return MarkOf("input.entities", entity, entities.Keys);
            }
        }
    }

    private static CodeMark MarkOf(string owner, ReferenceSegment name, IEnumerable<string> known)
    {
        var nearest = Spelling.Nearest(name.Name, known);
        var message = owner == "nodes"
            ? $"No node {name.Name} comes before this one, so there is no value."
            : $"{owner}.{name.Name} does not exist, so it would be empty.";
        return new CodeMark(
            name.Start,
            name.Start + name.Length,
            nearest is null ? message : $"{message} Did you mean {nearest}?",
            IsError: false,
            name.Form == ReferenceForm.Shorthand ? null
                : name.Form == ReferenceForm.Text && nearest is not null ? $"'{nearest}'"
                : nearest,
            owner == "vars" ? name.Name : null
        );
    }
}
