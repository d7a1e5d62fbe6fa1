using System.Globalization;
using System.Text;
using Connectors.OpenApi.Reading;

namespace Connectors.Tests.OpenApi;

public sealed class YamlTests
{
    [Theory]
    [InlineData("a: 1.10", """{"a":1.10}""")]
    [InlineData("a: '200'", """{"a":"200"}""")]
    [InlineData("200: ok", """{"200":"ok"}""")]
    [InlineData("a: 007", """{"a":"007"}""")]
    [InlineData("a: .5", """{"a":0.5}""")]
    [InlineData("a: +12", """{"a":12}""")]
    [InlineData("a: yes", """{"a":"yes"}""")]
    [InlineData("a: True", """{"a":true}""")]
    [InlineData("a: ~", """{"a":null}""")]
    [InlineData("a:", """{"a":null}""")]
    [InlineData("a: 2026-01-31", """{"a":"2026-01-31"}""")]
    [InlineData("a: !!str 12", """{"a":"12"}""")]
    [InlineData("a: |\n  x\n  y\n", """{"a":"x\ny\n"}""")]
    [InlineData("a: [1, {b: c}]", """{"a":[1,{"b":"c"}]}""")]
    [InlineData("a: ü\n---\nb: 2", """{"a":"ü"}""")]
    public void Reads_scalars_by_the_core_schema(string yaml, string json) => Assert.Equal(json, Convert(yaml));

    [Fact]
    public void Writes_aliases_out_and_lets_own_members_win_over_merged_ones() =>
        Assert.Equal(
            """{"base":{"x":1,"y":2},"one":{"x":1,"y":2},"two":{"x":1,"y":2,"y":3}}""",
            Convert("base: &b\n  x: 1\n  y: 2\none: *b\ntwo:\n  y: 3\n  <<: *b\n")
        );

    [Fact]
    public void Lets_the_first_of_several_merged_mappings_win() =>
        Assert.EndsWith(
            "\"c\":{\"x\":2,\"x\":1}}",
            Convert("a: &a {x: 1}\nb: &b {x: 2}\nc:\n  <<: [*a, *b]\n"),
            StringComparison.Ordinal
        );

    [Fact]
    public void Refuses_a_few_lines_that_would_become_gigabytes()
    {
        var bomb = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (var i = 1; i < 12; i++)
        {
            bomb.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        }

        Assert.Equal("openapi.size", CodeOf(bomb.ToString(), new ReadLimits(MaxExpandedBytes: 1_000_000)));
    }

    [Theory]
    [InlineData("a: &a [*a]")]
    [InlineData("a: *nothing")]
    [InlineData("? [a, b]\n: c")]
    [InlineData("a: 'never ends")]
    [InlineData("a:\n\t- tab")]
    [InlineData("a: b: c")]
    public void Refuses_what_is_no_yaml_or_has_no_json(string yaml) => Assert.Equal("openapi.format", CodeOf(yaml));

    [Theory]
    [InlineData(300, "openapi.depth")]
    [InlineData(200_000, "openapi.depth")]
    public void Refuses_deep_nesting_before_it_costs_anything(int depth, string code)
    {
        Assert.Equal(code, CodeOf("a: " + new string('[', depth)));
        Assert.Equal(code, CodeOf(string.Concat(Enumerable.Range(0, Math.Min(depth, 2_000)).Select(i => new string(' ', i) + "a:\n"))));
    }

    private static string CodeOf(string yaml, ReadLimits? limits = null) =>
        Assert.Throws<DocumentRefusedException>(() => Convert(yaml, limits)).Code;

    private static string Convert(string yaml, ReadLimits? limits = null) =>
        Encoding.UTF8.GetString(
            YamlJson.Convert(Encoding.UTF8.GetBytes(yaml), limits ?? ReadLimits.Default, TestContext.Current.CancellationToken).Span
        );
}
