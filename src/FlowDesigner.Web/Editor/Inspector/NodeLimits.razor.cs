using System.Globalization;
using System.Text.Json;
using FlowDesigner.Web.Editor.Problems;
using FlowDesigner.Web.Wording;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>What every node has beside its settings: whether it is tried again, and how long it may take.</summary>
public sealed partial class NodeLimits : EditorPart
{
    // As the document format allows.
    private const int LongestSeconds = 30 * 24 * 3_600;
    private static readonly RetryPolicy Usual = new();
    private bool _open;
    private IReadOnlyList<string>? _codes;

    /// <summary>The node; it exists.</summary>
    [Parameter, EditorRequired]
    public string NodeId { get; set; } = "";

    /// <summary>Its type.</summary>
    [Parameter, EditorRequired]
    public NodeDefinition Definition { get; set; } = null!; // required

    private FieldDefinition Attempts =>
        Number("attempts", T["Attempts"], T["In all, the first included; 2 to 20."], 2, 20, Usual.Attempts);

    private FieldDefinition Delay =>
        Number("delaySeconds", T["First wait"], T["Seconds before the second attempt, 0 to 3,600."], 0, 3_600, Usual.DelaySeconds);

    private FieldDefinition Factor =>
        Number("factor", T["Factor"], T["So many times longer is each further wait, 1 to 10."], 1, 10, Usual.Factor);

    private FieldDefinition Longest =>
        Number("maxDelaySeconds", T["Longest wait"], T["Seconds between two attempts at most, 1 to 86,400."], 1, 86_400, Usual.MaximumDelaySeconds);

    private FieldDefinition Seconds =>
        new(
            "timeoutSeconds",
            T["Longest time"],
            T["Seconds the node may take, its waiting and its attempts included; then it fails with node.timeout. Up to 30 days."],
            FieldKind.Number,
            Minimum: 1,
            Maximum: LongestSeconds
        );

    private FieldDefinition Errors =>
        new(
            "on",
            T["Which errors"],
            Definition.Errors is { Count: > 0 } known
                ? T["Codes of errors such as {0}, one a line; * at the end stands for any ending. Empty for every error that may pass by itself.", known.Keys.First()]
                : T["Codes of errors, one a line; * at the end stands for any ending. Empty for every error that may pass by itself."],
            FieldKind.TextList
        );

    private FlowNode Node => State.Flow.Nodes[NodeId];

    private bool MayFail => Definition.CanFail || Node.Retry is not null;

    private bool MayWait => Definition.CanFail || Definition.Waits || Node.TimeoutSeconds is not null;

    private IEnumerable<PlacedProblem> RetryProblems =>
        State.Problems.Where(p => p.NodeId == NodeId && p.Path == $"{PlacedProblem.OfNode}retry");

    private string InShort =>
        string.Join(
            " · ",
            new[]
            {
                Node.Retry is { } retry ? T["{0} attempts", retry.Attempts] : "",
                Node.TimeoutSeconds is { } seconds ? T["at most {0} s", seconds.ToString("#,0", T.Culture())] : "",
            }.Where(w => w.Length > 0)
        );

    /// <inheritdoc/>
    protected override bool ShouldRender() => State.Flow.Nodes.ContainsKey(NodeId);

    /// <inheritdoc/>
    protected override void OnParametersSet() =>
        _open |= State.Problems.Any(p => p.NodeId == NodeId && p.Path.StartsWith(PlacedProblem.OfNode, StringComparison.Ordinal));

    private static FieldDefinition Number(string name, string label, string help, double least, double most, double usual) =>
        new(name, label, help, FieldKind.Number, Default: JsonSerializer.SerializeToElement(usual), Minimum: least, Maximum: most);

    private static JsonElement Of<T>(T value) => value is null ? default : JsonSerializer.SerializeToElement(value);

    private static string PathOf(FieldDefinition field) => $"{PlacedProblem.OfNode}retry/{field.Name}";

    private void Toggle(bool again)
    {
        _codes = null;
        State.Limit(NodeId, n => n with { Retry = again ? Usual : null }, "retry", T["Try again"]);
        State.Seal();
    }

    private void Change(FieldDefinition field, Func<RetryPolicy, double, RetryPolicy> change, JsonElement value)
    {
        var number = value.ValueKind == JsonValueKind.Number ? value.GetDouble() : field.Default.GetDouble();
        State.Limit(NodeId, n => n with { Retry = change(n.Retry ?? Usual, number) }, $"retry/{field.Name}", field.Label);
    }

    // An empty line is on the way to a code: the field keeps it, the document does not.
    private void SetErrors(JsonElement value)
    {
        _codes = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(c => c.GetString() ?? "")] : null;
        var codes = (_codes ?? []).Select(c => c.Trim()).Where(c => c.Length > 0).ToList();
        State.Limit(NodeId, n => n with { Retry = (n.Retry ?? Usual) with { On = codes.Count > 0 ? codes : null } }, "retry/on", T["Which errors"]);
    }

    private void SetSeconds(JsonElement value) =>
        State.Limit(
            NodeId,
            n => n with { TimeoutSeconds = value.ValueKind == JsonValueKind.Number ? (int)Math.Round(value.GetDouble()) : null },
            Seconds.Name,
            Seconds.Label
        );
}
