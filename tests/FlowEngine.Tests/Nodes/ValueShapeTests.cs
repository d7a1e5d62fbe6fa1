using System.Text.Json;
using FlowEngine.Nodes;

namespace FlowEngine.Tests.Nodes;

public sealed class ValueShapeTests
{
    [Fact]
    public void Reads_a_json_schema()
    {
        var shape = ValueShape.FromSchema(
            JsonElement.Parse(
                """{ "type": "object", "properties": { "id": { "type": "integer", "description": "Its number." }, "tags": { "type": "array", "items": { "type": "string" } }, "rest": true } }"""
            )
        );

        Assert.Equal(("number", "Its number."), (shape.Members!["id"].Type, shape.Members["id"].Summary));
        Assert.Equal("string", shape.Members["tags"].Items?.Type);
        Assert.Equal("any", shape.Members["rest"].Type);
    }

    [Fact]
    public void Joins_the_members_of_what_a_value_may_be()
    {
        var either = ValueShape.Sketch("{ a: string, c: { d: number } }").Or(ValueShape.Sketch("{ b: number, c: { e: number } }"));

        Assert.Equal(["a", "c", "b"], either.Members!.Keys);
        Assert.Equal(["d", "e"], either.Members["c"].Members!.Keys);
    }

    [Theory]
    [InlineData("{ a: text }")]
    [InlineData("{ a: ")]
    [InlineData("[string, number]")]
    public void Refuses_a_sketch_that_means_nothing(string sketch) => Assert.Throws<ArgumentException>(() => ValueShape.Sketch(sketch));
}
