using System.Text.Json.Nodes;

namespace FlowEngine.Definition;

/// <summary>
/// Pieces of JSON Schemas. They use what draft 7 and 2020-12 both understand, and the annotations of editors that
/// validators pass over: <c>markdownDescription</c>, <c>enumDescriptions</c>.
/// </summary>
internal static class SchemaParts
{
    public const string Name = "name";
    public const string Slug = "slug";
    public const string Label = "label";
    public const string Expression = "expression";

    /// <summary>What other pieces refer to.</summary>
    public static JsonObject Definitions() =>
        new()
        {
            [Name] = Described(Pattern("^[a-z][A-Za-z0-9]{0,63}$"), $"A name in expressions: {FlowReader.NameSpelling}."),
            [Slug] = Described(Pattern("^[a-z][a-z0-9-]{0,63}$"), $"An id: {FlowReader.SlugSpelling}."),
            [Label] = Described(Pattern("^[a-z][A-Za-z0-9-]{0,63}$"), $"A name: {BotReader.LabelSpelling}."),
            [Expression] = Described(Pattern("^="), "An expression after an equals sign, such as =vars.order.total > 100."),
            ["variables"] = Map(
                Name,
                Strict(
                    new()
                    {
                        ["type"] = Described(Words(VariableReader.Types), "What the variable holds."),
                        ["role"] = Described(Words(VariableReader.Roles), "Whether a calling flow gives (input) or gets (output) it; local by default."),
                        ["default"] = Described([], "Value at the start of a run; null by default."),
                        ["description"] = Text(ObjectReader.LongestText, "What the variable is for, for people."),
                    },
                    "type"
                )
            ),
        };

    public static JsonObject Ref(string definition) => new() { ["$ref"] = $"#/definitions/{definition}" };

    /// <summary>A reference with words of its own; beside a bare <c>$ref</c> draft 7 would pass over them.</summary>
    public static JsonObject Ref(string definition, string help) => Described(new() { ["allOf"] = new JsonArray(Ref(definition)) }, help);

    public static JsonObject Text(int longest, string help) => Described(new() { ["type"] = "string", ["maxLength"] = longest }, help);

    public static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    public static JsonObject Number(string help) => Described(new() { ["type"] = "number" }, help);

    public static JsonObject Whole(int from, string help) => Described(new() { ["type"] = "integer", ["minimum"] = from }, help);

    public static JsonObject Whole(int from, int to, string help)
    {
        var number = Whole(from, help);
        number["maximum"] = to;
        return number;
    }

    public static JsonObject Within(double from, double to, string help)
    {
        var number = Number(help);
        number["minimum"] = from;
        number["maximum"] = to;
        return number;
    }

    public static JsonObject Boolean(string help) => Described(new() { ["type"] = "boolean" }, help);

    public static JsonObject Words(IEnumerable<string> words) => new() { ["enum"] = new JsonArray([.. words.Select(w => JsonValue.Create(w))]) };

    public static JsonObject List(JsonObject items, int least = 0)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = items };
        if (least > 0)
        {
            list["minItems"] = least;
        }

        return list;
    }

    public static JsonObject Texts(int longest, string help) => List(Text(longest, help));

    public static JsonObject Map(string keys, JsonObject values) =>
        new()
        {
            ["type"] = "object",
            ["propertyNames"] = Ref(keys),
            ["additionalProperties"] = values,
        };

    /// <summary>An object with these members and no others.</summary>
    public static JsonObject Strict(JsonObject members, params IEnumerable<string> required)
    {
        var schema = new JsonObject { ["type"] = "object" };
        var names = new JsonArray([.. required.Select(r => JsonValue.Create(r))]);
        if (names.Count > 0)
        {
            schema["required"] = names;
        }

        schema["properties"] = members;
        schema["additionalProperties"] = false;
        return schema;
    }

    public static JsonObject Described(JsonObject schema, string help)
    {
        schema.Insert(0, "description", help);
        return schema;
    }
}
