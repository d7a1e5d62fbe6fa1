using System.Globalization;
using System.Text.Json;
using FlowEngine.Expressions;
using TestKit;

namespace FlowEngine.Tests.Expressions.Conformance;

/// <summary>
/// What Node gives for some 3,900 expressions, held against whatever engine we use; <c>eng/script-values.mjs</c> remakes the
/// values. Cases in <c>unsupported.txt</c> must
/// fail: one that begins to pass has to be taken off the list, so the list is always the truth.
/// </summary>
public sealed class ConformanceTests
{
    private static readonly JsonElement Document = JsonElement.Parse(File.ReadAllText(PathOf("cases.json")));
    private static readonly JsonElement Data = Document.GetProperty("data");
    private static readonly Dictionary<string, (string Code, bool IsScript, string Expected)> Cases = ReadCases();
    private static readonly JintExpressionEngine Engine = new(new ManualTimeProvider());

    private static readonly HashSet<string> Unsupported =
    [
        .. File.ReadAllLines(PathOf("unsupported.txt")).Select(l => l.Split(' ')[0]).Where(l => l.Length > 0 && l[0] != '#'),
    ];

    public static TheoryData<string> Ids => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Gives_what_node_gives(string id)
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");

            var (code, isScript, expected) = Cases[id];
            var actual = Evaluate(code, isScript);

            if (Unsupported.Contains(id))
            {
                Assert.False(IsSame(expected, actual), $"{id} passes now: take it off unsupported.txt. {code}");
            }
            else
            {
                Assert.True(IsSame(expected, actual), $"{code}\nexpected {expected}\nactual   {actual}");
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void The_list_of_unsupported_cases_names_only_cases()
    {
        Assert.Empty(Unsupported.Except(Cases.Keys));
    }

    private static Dictionary<string, (string Code, bool IsScript, string Expected)> ReadCases()
    {
        var cases = new Dictionary<string, (string Code, bool IsScript, string Expected)>();
        foreach (var item in Document.GetProperty("cases").EnumerateArray())
        {
            var code = item.GetProperty("code").GetString()!;
            var isScript = item.GetProperty("kind").GetString() == "script";
            cases.Add(item.GetProperty("id").GetString()!, (code, isScript, item.GetProperty("expected").GetString()!));
        }

        foreach (var (file, name) in new[] { ("values.tsv", "value"), ("builtins.tsv", "builtin") })
        {
            foreach (var (index, line) in File.ReadAllLines(PathOf(file)).Index())
            {
                var parts = line.Split('\t');
                cases.Add(string.Create(CultureInfo.InvariantCulture, $"{name}-{index + 1:000}"), (parts[0], false, parts[1]));
            }
        }

        return cases;
    }

    private static string Evaluate(string code, bool isScript)
    {
        var settings = new EvaluationSettings(Zone: TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        var compiled = isScript ? Engine.CompileScript(code) : Engine.Compile(code);
        var outcome = compiled.Evaluate(new JsonScope(Data, settings), CancellationToken.None);
        return outcome.Problem is { } problem ? $"error: {problem.Code} {problem.Message}" : ScriptJson.Write(outcome.Value);
    }

    private static bool IsSame(string expected, string actual)
    {
        // NaN and infinities leave an expression as null, as JSON.stringify writes them.
        expected = expected is "NaN" or "Infinity" or "-Infinity" ? "null" : expected;
        if (expected == actual)
        {
            return true;
        }

        // Half of a pair of characters is no JSON text for .NET.
        if (expected.Contains(@"\ud", StringComparison.Ordinal))
        {
            return expected.Equals(actual, StringComparison.OrdinalIgnoreCase);
        }

        return expected != "undefined"
            && actual != "undefined"
            && !actual.StartsWith("error:", StringComparison.Ordinal)
            && TryParse(expected) is { } left
            && TryParse(actual) is { } right
            && JsonElement.DeepEquals(left, right);
    }

    private static JsonElement? TryParse(string json)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Expressions", "Conformance", name);
}
