using System.Text.Json;
using FlowEngine.Expressions;
using TestKit;

namespace FlowEngine.Tests.Expressions;

/// <summary>What sets do with each other since ECMAScript 2025, which the Node of the conformance cases does not have yet.</summary>
public sealed class SetAlgebraTests
{
    private static readonly JintExpressionEngine Engine = new(new ManualTimeProvider());

    [Theory]
    [InlineData("[...new Set([1, 2]).union(new Set([2, 3]))]", "[1,2,3]")]
    [InlineData("[...new Set([1, 2]).intersection(new Set([2, 3]))]", "[2]")]
    [InlineData("[...new Set([1, 2]).difference(new Set([2, 3]))]", "[1]")]
    [InlineData("[...new Set([1, 2]).symmetricDifference(new Set([2, 3]))]", "[1,3]")]
    [InlineData("new Set([1, 2]).isSubsetOf(new Set([2, 1, 3]))", "true")]
    [InlineData("new Set([1, 4]).isSubsetOf(new Set([2, 1, 3]))", "false")]
    [InlineData("new Set([1, 2, 3]).isSupersetOf(new Set([3]))", "true")]
    [InlineData("new Set([1, 2]).isSupersetOf(new Set([3]))", "false")]
    [InlineData("new Set([1, 2]).isDisjointFrom(new Set([3]))", "true")]
    [InlineData("new Set([1, 2]).isDisjointFrom(new Set([2]))", "false")]
    [InlineData("(() => { const a = new Set([1]); a.union(new Set([2])); return a.size; })()", "1")]
    [InlineData("(() => { try { return new Set([1]).union([2]).size; } catch (e) { return e.name; } })()", "\"TypeError\"")]
    public void Gives_what_the_language_says(string source, string expected) =>
        Assert.Equal(expected, ScriptJson.Write(Engine.Compile(source).Evaluate(new JsonScope(JsonElement.Parse("{}")), CancellationToken.None).Value));
}
