using System.Text.Json;
using FlowEngine.Schemas;

namespace FlowEngine.Tests.Schemas;

public class JsonSchemaTests
{
    [Theory]
    [InlineData("""{ "type": "string" }""", "\"a\"", "5")]
    [InlineData("""{ "type": ["string", "null"] }""", "null", "5")]
    [InlineData("""{ "type": "integer" }""", "5.0", "5.5")]
    [InlineData("""{ "enum": ["a", 1, [1]] }""", "[1.0]", "\"b\"")]
    [InlineData("""{ "const": { "a": 1 } }""", """{ "a": 1 }""", """{ "a": 2 }""")]
    [InlineData("""{ "required": ["a"] }""", """{ "a": null }""", "{}")]
    [InlineData("""{ "properties": { "a": { "type": "number" } } }""", """{ "b": "x" }""", """{ "a": "x" }""")]
    [InlineData("""{ "properties": { "a": {} }, "additionalProperties": false }""", """{ "a": 1 }""", """{ "b": 1 }""")]
    [InlineData("""{ "additionalProperties": { "type": "number" } }""", """{ "b": 1 }""", """{ "b": "x" }""")]
    [InlineData("""{ "patternProperties": { "^n": { "type": "number" } }, "additionalProperties": false }""", """{ "n1": 1 }""", """{ "n1": "x" }""")]
    [InlineData("""{ "minProperties": 1, "maxProperties": 2 }""", """{ "a": 1 }""", "{}")]
    [InlineData("""{ "items": { "type": "number" } }""", "[1, 2]", "[1, \"x\"]")]
    [InlineData("""{ "prefixItems": [{ "type": "number" }], "items": false }""", "[1]", "[1, 2]")]
    [InlineData("""{ "items": [{ "type": "number" }], "additionalItems": { "type": "string" } }""", "[1, \"x\"]", "[1, 2]")]
    [InlineData("""{ "minItems": 1, "maxItems": 2 }""", "[1, 2]", "[1, 2, 3]")]
    [InlineData("""{ "uniqueItems": true }""", """[1, "1", { "a": 1, "b": 2 }]""", """[{ "a": 1, "b": 2 }, { "b": 2, "a": 1 }]""")]
    [InlineData("""{ "minimum": 1, "maximum": 3 }""", "3", "3.1")]
    [InlineData("""{ "exclusiveMinimum": 1, "exclusiveMaximum": 3 }""", "2", "1")]
    [InlineData("""{ "multipleOf": 0.1 }""", "0.3", "0.35")]
    [InlineData("""{ "minLength": 2, "maxLength": 2 }""", "\"\\ud83d\\ude00a\"", "\"a\"")]
    [InlineData("""{ "pattern": "^a+$" }""", "\"aa\"", "\"ab\"")]
    [InlineData("""{ "format": "date" }""", "\"2028-02-29\"", "\"2026-02-29\"")]
    [InlineData("""{ "format": "date-time" }""", "\"2026-03-29T09:30:00.5+02:00\"", "\"2026-03-29T09:30\"")]
    [InlineData("""{ "format": "email" }""", "\"a.b@c.de\"", "\"a@b\"")]
    [InlineData("""{ "format": "uri" }""", "\"https://a.test/b\"", "\"/b\"")]
    [InlineData("""{ "format": "uuid" }""", "\"6f9619ff-8b86-d011-b42d-00cf4fc964ff\"", "\"6f9619ff\"")]
    [InlineData("""{ "format": "colour" }""", "\"red\"", null)]
    [InlineData("""{ "allOf": [{ "type": "number" }, { "minimum": 5 }] }""", "5", "4")]
    [InlineData("""{ "anyOf": [{ "type": "string" }, { "minimum": 5 }] }""", "\"a\"", "4")]
    [InlineData("""{ "oneOf": [{ "type": "number" }, { "minimum": 5 }] }""", "4", "6")]
    [InlineData("""{ "not": { "type": "number" } }""", "\"a\"", "4")]
    [InlineData("""{ "if": { "minimum": 10 }, "then": { "multipleOf": 10 }, "else": { "multipleOf": 2 } }""", "20", "12")]
    [InlineData("""{ "$ref": "#/$defs/a~1b", "$defs": { "a/b": { "type": "number" } } }""", "5", "\"x\"")]
    [InlineData("""{ "properties": { "next": { "$ref": "#" }, "n": { "type": "number" } } }""", """{ "next": { "next": { "n": 1 } } }""", """{ "next": { "next": { "n": "x" } } }""")]
    [InlineData("true", "5", null)]
    [InlineData("false", null, "5")]
    public void Tells_valid_values_from_others(string schema, string? valid, string? invalid)
    {
        var read = JsonSchema.Read(JsonElement.Parse(schema));

        Assert.Empty(read.Problems);
        Assert.True(valid is null || Check(read, valid).Count == 0);
        Assert.True(invalid is null || Check(read, invalid).Count > 0);
    }

    [Fact]
    public void Points_to_every_mistake()
    {
        var schema = JsonSchema.Read(
            JsonElement.Parse(
                """
                { "type": "object", "required": ["id"], "additionalProperties": false, "properties": {
                  "id": { "type": "string" }, "items": { "type": "array", "items": { "properties": { "a/b": { "minimum": 1 } } } } } }
                """
            )
        );

        var problems = Check(schema, """{ "items": [{}, { "a/b": 0 }], "more": 1 }""");

        Assert.Equal(["/id", "/items/1/a~1b", "/more"], problems.Select(p => p.Pointer));
        Assert.Equal(["This is missing.", "This must be at least 1.", "There is no such member."], problems.Select(p => p.Message));
    }

    [Theory]
    [InlineData("""{ "$ref": "https://schemas.test/order.json" }""", "/$ref")]
    [InlineData("""{ "$ref": "#/$defs/gone" }""", "/$ref")]
    [InlineData("""{ "type": "text" }""", "/type")]
    [InlineData("""{ "pattern": "(" }""", "/pattern")]
    [InlineData("""{ "minLength": -1 }""", "/minLength")]
    [InlineData("""{ "multipleOf": 0 }""", "/multipleOf")]
    [InlineData("""{ "properties": { "a": 5 } }""", "/properties/a")]
    [InlineData("""{ "items": { "contains": {} } }""", "/items/contains")]
    [InlineData("""{ "anyOf": [] }""", "/anyOf")]
    [InlineData("5", "")]
    public void Says_what_is_wrong_with_a_schema(string schema, string pointer) =>
        Assert.Equal([pointer], JsonSchema.Read(JsonElement.Parse(schema)).Problems.Select(p => p.Pointer));

    [Theory]
    [InlineData("""{ "$ref": "#" }""")]
    [InlineData("""{ "anyOf": [{ "$ref": "#/$defs/a" }], "$defs": { "a": { "not": { "$ref": "#/$defs/a" } } } }""")]
    [InlineData(
        """
        { "$ref": "#/$defs/a", "$defs": {
          "a": { "anyOf": [{ "$ref": "#/$defs/b" }, { "$ref": "#/$defs/b" }, { "$ref": "#/$defs/b" }, { "$ref": "#/$defs/b" }, { "$ref": "#/$defs/b" }, { "$ref": "#/$defs/b" }] },
          "b": { "anyOf": [{ "$ref": "#/$defs/c" }, { "$ref": "#/$defs/c" }, { "$ref": "#/$defs/c" }, { "$ref": "#/$defs/c" }, { "$ref": "#/$defs/c" }, { "$ref": "#/$defs/c" }] },
          "c": { "anyOf": [{ "$ref": "#/$defs/d" }, { "$ref": "#/$defs/d" }, { "$ref": "#/$defs/d" }, { "$ref": "#/$defs/d" }, { "$ref": "#/$defs/d" }, { "$ref": "#/$defs/d" }] },
          "d": { "anyOf": [{ "$ref": "#/$defs/e" }, { "$ref": "#/$defs/e" }, { "$ref": "#/$defs/e" }, { "$ref": "#/$defs/e" }, { "$ref": "#/$defs/e" }, { "$ref": "#/$defs/e" }] },
          "e": { "anyOf": [{ "$ref": "#/$defs/f" }, { "$ref": "#/$defs/f" }, { "$ref": "#/$defs/f" }, { "$ref": "#/$defs/f" }, { "$ref": "#/$defs/f" }, { "$ref": "#/$defs/f" }] },
          "f": { "anyOf": [{ "$ref": "#/$defs/g" }, { "$ref": "#/$defs/g" }, { "$ref": "#/$defs/g" }, { "$ref": "#/$defs/g" }, { "$ref": "#/$defs/g" }, { "$ref": "#/$defs/g" }] },
          "g": { "anyOf": [{ "$ref": "#/$defs/h" }, { "$ref": "#/$defs/h" }, { "$ref": "#/$defs/h" }, { "$ref": "#/$defs/h" }, { "$ref": "#/$defs/h" }, { "$ref": "#/$defs/h" }] },
          "h": { "type": "string" } } }
        """
    )]
    public void Gives_up_on_schemas_that_make_endless_work(string schema)
    {
        var read = JsonSchema.Read(JsonElement.Parse(schema));

        Assert.Throws<SchemaLimitException>(() => Check(read, "5"));
    }

    [Fact]
    public void Gives_up_on_a_pattern_that_explodes()
    {
        var read = JsonSchema.Read(JsonElement.Parse("""{ "pattern": "^(?=(a+)+$)b" }"""));

        Assert.Throws<SchemaLimitException>(() => Check(read, $"\"{new string('a', 40)}!\""));
    }

    [Fact]
    public void Names_at_most_fifty_mistakes() =>
        Assert.Equal(
            50,
            Check(JsonSchema.Read(JsonElement.Parse("""{ "items": { "type": "string" } }""")), $"[{string.Join(',', Enumerable.Range(0, 1000))}]").Count
        );

    private static IReadOnlyList<SchemaProblem> Check(JsonSchema schema, string value) =>
        schema.Check(JsonElement.Parse(value), TestContext.Current.CancellationToken);
}
