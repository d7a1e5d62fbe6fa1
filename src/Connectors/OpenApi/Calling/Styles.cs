using System.Text.Json;
using Connectors.OpenApi.Reading;

namespace Connectors.OpenApi.Calling;

/// <summary>Writes parameters as OpenAPI 3.1 §4.8.12.3 shows them, percent-encoded for where they go.</summary>
internal static class Styles
{
    private const int MaxDepth = 16;

    /// <summary>The text of a path parameter: <c>3,4</c>, <c>.3.4</c>, <c>;id=3;id=4</c>.</summary>
    /// <param name="plan">The parameter.</param>
    /// <param name="value">Its value.</param>
    /// <param name="keepsSlashes">True when slashes stay as they are.</param>
    public static string InPath(ParameterPlan plan, JsonElement value, bool keepsSlashes)
    {
        string Encode(string text) =>
            keepsSlashes || plan.KeepsReserved
                ? string.Join('/', text.Split('/').Select(Uri.EscapeDataString))
                : Uri.EscapeDataString(text);

        return plan.Style switch
        {
            ApiStyle.Label => "." + Joined(value, plan.IsExploded, plan.IsExploded ? "." : ",", Encode),
            ApiStyle.Matrix => Matrix(plan, value, Encode),
            _ => Joined(value, plan.IsExploded, ",", Encode),
        };
    }

    /// <summary>The text of a header: items joined by commas, nothing encoded.</summary>
    public static string InHeader(ParameterPlan plan, JsonElement value) =>
        plan.IsJson ? value.GetRawText() : Joined(value, plan.IsExploded, ",", static text => text);

    /// <summary>Names and values of a query parameter, a cookie or a member of a form; neither is encoded yet.</summary>
    /// <returns>Pairs; a value of several items holds them apart, as what joins them must not be encoded.</returns>
    public static IEnumerable<(string Name, IReadOnlyList<string> Items, string Separator)> Pairs(
        string name,
        ApiStyle style,
        bool isExploded,
        JsonElement value
    ) =>
        (value.ValueKind, style) switch
        {
            (JsonValueKind.Object or JsonValueKind.Array, ApiStyle.DeepObject) => Deep(name, value, 0),
            (JsonValueKind.Array, _) when isExploded => value.EnumerateArray().Select(item => One(name, Plain(item))),
            (JsonValueKind.Array, _) => [(name, [.. value.EnumerateArray().Select(Plain)], SeparatorOf(style))],
            (JsonValueKind.Object, _) when isExploded => value.EnumerateObject().Where(m => IsGiven(m.Value)).Select(m => One(m.Name, Plain(m.Value))),
            (JsonValueKind.Object, _) =>
            [
                (name, [.. value.EnumerateObject().Where(m => IsGiven(m.Value)).SelectMany(m => new[] { m.Name, Plain(m.Value) })], SeparatorOf(style)),
            ],
            _ => [One(name, Plain(value))],
        };

    /// <summary>A value as text: objects and lists as JSON.</summary>
    public static string Plain(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!, // a string element has a string
            JsonValueKind.Null or JsonValueKind.Undefined => "",
            _ => value.GetRawText(),
        };

    /// <summary>True for a value that is to be sent.</summary>
    public static bool IsGiven(JsonElement value) => value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    private static (string Name, IReadOnlyList<string> Items, string Separator) One(string name, string text) => (name, [text], "");

    private static IEnumerable<(string Name, IReadOnlyList<string> Items, string Separator)> Deep(string name, JsonElement value, int depth)
    {
        var members = value.ValueKind switch
        {
            _ when depth > MaxDepth => [],
            JsonValueKind.Object => value.EnumerateObject().Select(m => (m.Name, m.Value)),
            JsonValueKind.Array => value.EnumerateArray().Select((item, i) => (Name: i.ToString(System.Globalization.CultureInfo.InvariantCulture), Value: item)),
            _ => [],
        };
        foreach (var (key, member) in members.Where(m => IsGiven(m.Value)))
        {
            if (member.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                foreach (var inner in Deep($"{name}[{key}]", member, depth + 1))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return One($"{name}[{key}]", Plain(member));
            }
        }
    }

    private static string SeparatorOf(ApiStyle style) =>
        style switch
        {
            ApiStyle.SpaceDelimited => "%20",
            ApiStyle.PipeDelimited => "%7C",
            ApiStyle.TabDelimited => "%09",
            _ => ",",
        };

    private static string Matrix(ParameterPlan plan, JsonElement value, Func<string, string> encode) =>
        (value.ValueKind, plan.IsExploded) switch
        {
            (JsonValueKind.Array, true) => string.Concat(value.EnumerateArray().Select(i => $";{plan.Name}={encode(Plain(i))}")),
            (JsonValueKind.Object, true) => string.Concat(value.EnumerateObject().Select(m => $";{encode(m.Name)}={encode(Plain(m.Value))}")),
            _ => $";{plan.Name}={Joined(value, false, ",", encode)}",
        };

    private static string Joined(JsonElement value, bool isExploded, string separator, Func<string, string> encode) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => string.Join(separator, value.EnumerateArray().Select(i => encode(Plain(i)))),
            JsonValueKind.Object => string.Join(
                separator,
                value
                    .EnumerateObject()
                    .Where(m => IsGiven(m.Value))
                    .Select(m => $"{encode(m.Name)}{(isExploded ? "=" : ",")}{encode(Plain(m.Value))}")
            ),
            _ => encode(Plain(value)),
        };
}
