using System.Text.Json;

namespace FlowEngine.Schemas;

/// <summary>
/// A JSON Schema (https://json-schema.org, drafts 7 and 2020-12) ready to check values. Knows <c>type</c>, <c>enum</c>,
/// <c>const</c>, <c>properties</c>, <c>patternProperties</c>, <c>required</c>, <c>additionalProperties</c>,
/// <c>minProperties</c>, <c>maxProperties</c>, <c>items</c>, <c>prefixItems</c>, <c>minItems</c>, <c>maxItems</c>,
/// <c>uniqueItems</c>, <c>minimum</c>, <c>maximum</c>, <c>exclusiveMinimum</c>, <c>exclusiveMaximum</c>,
/// <c>multipleOf</c>, <c>minLength</c>, <c>maxLength</c>, <c>pattern</c>, <c>format</c>, <c>allOf</c>, <c>anyOf</c>,
/// <c>oneOf</c>, <c>not</c>, <c>if</c>, <c>then</c>, <c>else</c> and <c>$ref</c> inside the document; refuses other
/// keywords that would decide something, and fetches nothing. Immutable and thread-safe.
/// </summary>
public sealed class JsonSchema
{
    private readonly SchemaNode _root;

    private JsonSchema(SchemaNode root, IReadOnlyList<SchemaProblem> problems) => (_root, Problems) = (root, problems);

    /// <summary>What is wrong with the schema itself; such a part is met by every value.</summary>
    public IReadOnlyList<SchemaProblem> Problems { get; }

    /// <summary>Reads a schema. Never throws for a bad one: see <see cref="Problems"/>.</summary>
    /// <param name="schema">An object, or true or false; undefined is met by everything. Must not live on a disposed document.</param>
    /// <returns>The schema.</returns>
    public static JsonSchema Read(JsonElement schema)
    {
        var reader = new SchemaReader(schema);
        return new JsonSchema(reader.ReadRoot(), reader.Problems);
    }

    /// <summary>Checks a value.</summary>
    /// <param name="value">Any value; undefined is checked as null.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>What is wrong with it, at most 50; empty when it is valid.</returns>
    /// <exception cref="SchemaLimitException">The check takes too many steps or a pattern too long.</exception>
    public IReadOnlyList<SchemaProblem> Check(JsonElement value, CancellationToken cancellationToken) =>
        new SchemaCheck(cancellationToken).Run(_root, value);
}
