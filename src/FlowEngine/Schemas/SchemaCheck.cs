using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowEngine.Definition;
using FlowEngine.Expressions;

namespace FlowEngine.Schemas;

/// <summary>Checks one value. Counts its steps, so that a small schema cannot make endless work of a small value.</summary>
internal sealed class SchemaCheck(CancellationToken cancellationToken)
{
    public const int MaximumProblems = 50;

    private const int MaximumSteps = 500_000;
    private const int MaximumDepth = 200;
    private const int LongestQuote = 60;

    private int _steps;

    /// <summary>The types JSON Schema knows.</summary>
    public static IReadOnlyList<string> Types { get; } = ["null", "boolean", "object", "array", "number", "integer", "string"];

    public static bool IsType(string type) => Types.Contains(type);

    public IReadOnlyList<SchemaProblem> Run(SchemaNode schema, JsonElement value)
    {
        var problems = new List<SchemaProblem>();
        try
        {
            Check(schema, value, "", 0, problems);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new SchemaLimitException("A pattern of the schema takes too long on this value. Make it simpler.");
        }

        return problems;
    }

    private void Check(SchemaNode schema, JsonElement value, string pointer, int depth, List<SchemaProblem> problems)
    {
        Count(depth);
        if (problems.Count >= MaximumProblems)
        {
            return;
        }

        if (schema.RefusesAll)
        {
            Add(problems, pointer, "Nothing may stand here.");
            return;
        }

        if (schema.Types is { } types && !types.Any(t => IsOf(t, value)))
        {
            Add(problems, pointer, $"This is {NameOf(value)}; it must be {string.Join(" or ", types)}.");
            return;
        }

        if (schema.Options is { } options && !options.Any(o => AreEqual(o, value)))
        {
            Add(problems, pointer, $"This is none of the allowed values: {Quote(options)}.");
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(schema, value, pointer, depth, problems);
                break;
            case JsonValueKind.Array:
                CheckArray(schema, value, pointer, depth, problems);
                break;
            case JsonValueKind.String:
                CheckText(schema, JsonText.Read(value), pointer, problems);
                break;
            case JsonValueKind.Number:
                CheckNumber(schema, value, pointer, problems);
                break;
            default:
                break;
        }

        CheckCombined(schema, value, pointer, depth, problems);
    }

    private void CheckCombined(SchemaNode schema, JsonElement value, string pointer, int depth, List<SchemaProblem> problems)
    {
        foreach (var part in schema.AllOf)
        {
            Check(part, value, pointer, depth + 1, problems);
        }

        if (schema.AnyOf.Count > 0 && !schema.AnyOf.Exists(s => Meets(s, value, depth)))
        {
            Add(problems, pointer, "This meets none of the alternatives.");
        }

        if (schema.OneOf.Count > 0 && schema.OneOf.Count(s => Meets(s, value, depth)) is not 1 and var met)
        {
            Add(problems, pointer, met == 0 ? "This meets none of the alternatives." : "This meets several alternatives; it must meet exactly one.");
        }

        if (schema.Not is { } not && Meets(not, value, depth))
        {
            Add(problems, pointer, "This is what it must not be.");
        }

        if (schema.If is { } condition && (Meets(condition, value, depth) ? schema.Then : schema.Else) is { } consequence)
        {
            Check(consequence, value, pointer, depth + 1, problems);
        }
    }

    private void CheckObject(SchemaNode schema, JsonElement value, string pointer, int depth, List<SchemaProblem> problems)
    {
        foreach (var name in schema.Required)
        {
            if (!value.TryGetProperty(name, out _))
            {
                Add(problems, JsonPointer.Append(pointer, name), "This is missing.");
            }
        }

        var count = 0;
        foreach (var member in value.EnumerateObject())
        {
            count++;
            var at = JsonPointer.Append(pointer, member.Name);
            var isKnown = schema.Properties.TryGetValue(member.Name, out var known);
            if (isKnown)
            {
                Check(known!, member.Value, at, depth + 1, problems); // it was found
            }

            foreach (var (pattern, part) in schema.Patterns)
            {
                Count(depth);
                if (pattern.IsMatch(member.Name))
                {
                    isKnown = true;
                    Check(part, member.Value, at, depth + 1, problems);
                }
            }

            if (!isKnown && schema.Additional is { } additional)
            {
                if (additional.RefusesAll)
                {
                    Add(problems, at, "There is no such member.");
                }
                else
                {
                    Check(additional, member.Value, at, depth + 1, problems);
                }
            }
        }

        CheckCount(count, schema.MinProperties, schema.MaxProperties, "members", pointer, problems);
    }

    private void CheckArray(SchemaNode schema, JsonElement value, string pointer, int depth, List<SchemaProblem> problems)
    {
        var length = value.GetArrayLength();
        CheckCount(length, schema.MinItems, schema.MaxItems, "items", pointer, problems);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var part = index < schema.Prefix.Count ? schema.Prefix[index] : schema.Items;
            if (part is not null)
            {
                Check(part, item, JsonPointer.Append(pointer, index.ToString(CultureInfo.InvariantCulture)), depth + 1, problems);
            }

            index++;
        }

        if (schema.UniqueItems && !AreUnique(value, depth))
        {
            Add(problems, pointer, "An item stands twice.");
        }
    }

    private static void CheckText(SchemaNode schema, string text, string pointer, List<SchemaProblem> problems)
    {
        if (schema.MinLength is not null || schema.MaxLength is not null)
        {
            CheckCount(text.EnumerateRunes().Count(), schema.MinLength, schema.MaxLength, "characters", pointer, problems);
        }

        if (schema.Pattern is { } pattern && !pattern.IsMatch(text))
        {
            Add(problems, pointer, $"This does not match the pattern {Cut(pattern.ToString())}.");
        }

        if (schema.Format is { } format && !SchemaFormats.Fits(format, text))
        {
            Add(problems, pointer, $"This is no {format}.");
        }
    }

    private static void CheckNumber(SchemaNode schema, JsonElement value, string pointer, List<SchemaProblem> problems)
    {
        var number = value.GetDouble();
        Expect(number >= (schema.Minimum ?? double.NegativeInfinity), "at least", schema.Minimum);
        Expect(number <= (schema.Maximum ?? double.PositiveInfinity), "at most", schema.Maximum);
        Expect(schema.Above is null || number > schema.Above, "greater than", schema.Above);
        Expect(schema.Below is null || number < schema.Below, "less than", schema.Below);
        Expect(schema.MultipleOf is null || IsMultiple(value, schema.MultipleOf.Value), "a multiple of", schema.MultipleOf);

        void Expect(bool fits, string words, double? limit)
        {
            if (!fits)
            {
                Add(problems, pointer, string.Create(CultureInfo.InvariantCulture, $"This must be {words} {limit}."));
            }
        }
    }

    // 0.3 is a multiple of 0.1 in decimal, but not in binary fractions.
    private static bool IsMultiple(JsonElement value, double step)
    {
        const double Exact = 1e15;
        return value.TryGetDecimal(out var number) && step is > 1e-15 and < Exact
            ? number % (decimal)step == 0
            : Math.IEEERemainder(value.GetDouble(), step) == 0;
    }

    private static void CheckCount(int count, int? least, int? most, string what, string pointer, List<SchemaProblem> problems)
    {
        if (count < least)
        {
            Add(problems, pointer, string.Create(CultureInfo.InvariantCulture, $"This has {count} {what}; at least {least} are needed."));
        }

        if (count > most)
        {
            Add(problems, pointer, string.Create(CultureInfo.InvariantCulture, $"This has {count} {what}; at most {most} are allowed."));
        }
    }

    private bool Meets(SchemaNode schema, JsonElement value, int depth)
    {
        var problems = new List<SchemaProblem>();
        Check(schema, value, "", depth + 1, problems);
        return problems.Count == 0;
    }

    private bool AreUnique(JsonElement list, int depth)
    {
        var seen = new Dictionary<string, List<JsonElement>>(StringComparer.Ordinal);
        foreach (var item in list.EnumerateArray())
        {
            // Objects may have their members in another order: those of a size are compared one by one.
            var key = item.ValueKind is JsonValueKind.Object ? item.GetPropertyCount().ToString(CultureInfo.InvariantCulture) : ScriptJson.Write(item);
            var same = seen.TryGetValue(key, out var known) ? known : seen[key] = [];
            foreach (var other in same)
            {
                Count(depth);
                if (AreEqual(other, item))
                {
                    return false;
                }
            }

            same.Add(item);
        }

        return true;
    }

    private void Count(int depth)
    {
        if (++_steps > MaximumSteps || depth > MaximumDepth)
        {
            throw new SchemaLimitException("Checking this value takes too many steps, or the schema refers to itself without end. Make it simpler.");
        }

        if ((_steps & 1023) == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static bool AreEqual(JsonElement option, JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? option.ValueKind == JsonValueKind.Null : JsonElement.DeepEquals(option, value);

    private static bool IsOf(string type, JsonElement value) =>
        type switch
        {
            "null" => value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "number" => value.ValueKind == JsonValueKind.Number,
            _ => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        };

    private static string NameOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => "number",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => "null",
        };

    private static string Quote(IReadOnlyList<JsonElement> options) => Cut(string.Join(", ", options.Take(20).Select(ScriptJson.Write)));

    private static string Cut(string text) => text.Length <= LongestQuote ? text : $"{text[..LongestQuote]}…";

    private static void Add(List<SchemaProblem> problems, string pointer, string message)
    {
        if (problems.Count < MaximumProblems)
        {
            problems.Add(new SchemaProblem(pointer, message));
        }
    }
}
