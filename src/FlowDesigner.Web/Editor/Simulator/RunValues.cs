using System.Text.Json;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>What the latest run of a test knows, as formulas see it.</summary>
/// <param name="Roots">
/// Values by root and name, for example <c>vars.orderNumber</c>, <c>input.text</c> and, for each node of the open flow that was
/// visited, <c>nodes.find</c> with its output and its error.
/// </param>
internal sealed record RunValues(IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Roots)
{
    /// <summary>True when there is nothing to show.</summary>
    public bool IsEmpty => Roots.Values.All(r => r.Count == 0);
}
