using System.Text;
using FlowEngine.Definition;

namespace FlowEngine.Tests.Definition;

public class FlowDocumentTests
{
    private const string OrderStatus = """
        {
          "$schema": "../flow.schema.json",
          "schemaVersion": 1,
          "id": "order-status",
          "name": "Order status 😀",
          "variables": {
            "orderNumber": {
              "type": "string"
            }
          },
          "nodes": {
            "asked": {
              "type": "trigger.intent",
              "config": {
                "intent": "orderStatus"
              },
              "links": {
                "next": "tell"
              }
            },
            "tell": {
              "type": "say",
              "version": 2,
              "name": "Tell “it” <now> & here",
              "config": {
                "text": "Tab\t and \"quote\" and \\ and \u0001 and 日本",
                "wait": 10.50,
                "list": [],
                "more": {}
              }
            }
          },
          "notes": [
            {
              "text": "…",
              "x": -1.5,
              "y": 0
            }
          ],
          "groups": {
            "answer": {
              "title": "Answer",
              "colour": "green",
              "nodes": [
                "tell"
              ],
              "collapsed": true
            }
          },
          "layout": {
            "tell": {
              "x": 120,
              "y": 1E+300
            }
          }
        }

        """;

    [Fact]
    public void Writes_a_canonical_document_exactly_as_it_was_read()
    {
        var text = OrderStatus.ReplaceLineEndings("\n");

        var (flow, problems) = Read(text);

        Assert.Empty(problems);
        Assert.Equal(text, Encoding.UTF8.GetString(FlowDocument.Write(flow!)));
    }

    [Fact]
    public void Leaves_out_what_is_empty_or_default()
    {
        var (flow, _) = Read(
            """{"name":"F","id":"f","notes":[],"groups":{},"layout":{},"variables":{},"nodes":{"a":{"type":"say","version":1,"config":{},"links":{}}}}"""
        );

        var text = Encoding.UTF8.GetString(FlowDocument.Write(flow!));

        Assert.Equal(
            """
            {
              "$schema": "../flow.schema.json",
              "schemaVersion": 1,
              "id": "f",
              "name": "F",
              "nodes": {
                "a": {
                  "type": "say"
                }
              }
            }

            """.ReplaceLineEndings("\n"),
            text
        );
    }

    [Fact]
    public void Reads_what_follows_a_byte_order_mark()
    {
        var (flow, _) = FlowDocument.Read([0xEF, 0xBB, 0xBF, .. """{"id":"f","name":"F","nodes":{}}"""u8]);

        Assert.Equal("f", flow!.Id);
    }

    [Fact]
    public void Keeps_the_order_in_which_nodes_were_made()
    {
        var (flow, _) = Read("""{"id":"f","name":"F","nodes":{"zebra":{"type":"say"},"ant":{"type":"say"},"cow":{"type":"say"}}}""");

        Assert.Equal(["zebra", "ant", "cow"], flow!.Nodes.Keys);
    }

    [Fact]
    public void Names_every_problem_at_once_with_its_place()
    {
        var (flow, problems) = Read(
            """
            {
              "id": "Order Status",
              "colour": "red",
              "variables": { "Bad": { "type": "string" }, "n": { "type": "integer", "unit": "kg" } },
              "nodes": {
                "a": { "config": [], "links": { "next": 7 }, "x/y": 1 },
                "b": "say",
                "c": { "type": "say", "version": 0 }
              },
              "notes": {},
              "layout": { "a": { "x": "left" } }
            }
            """
        );

        Assert.Null(flow);
        Assert.Equal(
            [
                ("document.id", "/id"),
                ("document.missing", "/name"),
                ("document.id", "/variables/Bad"),
                ("document.member", "/variables/n/unit"),
                ("document.value", "/variables/n/type"),
                ("document.missing", "/nodes/a/type"),
                ("document.type", "/nodes/a/config"),
                ("document.type", "/nodes/a/links/next"),
                ("document.member", "/nodes/a/x~1y"),
                ("document.type", "/nodes/b"),
                ("document.type", "/nodes/c/version"),
                ("document.type", "/notes"),
                ("document.type", "/layout/a/x"),
                ("document.missing", "/layout/a/y"),
                ("document.member", "/colour"),
            ],
            problems.Select(p => (p.Code, p.Pointer))
        );
        Assert.All(problems, p => Assert.Equal(ProblemSeverity.Error, p.Severity));
    }

    [Theory]
    [InlineData("", "json.syntax", "")]
    [InlineData("null", "document.type", "")]
    [InlineData("[]", "document.type", "")]
    [InlineData("{} {}", "json.syntax", "")]
    [InlineData("{\"id\":\"f\",}", "json.syntax", "")]
    [InlineData("{\"id\":\"f\", // note\n\"name\":\"F\"}", "json.syntax", "")]
    [InlineData("{\"id\":\"f\",\"name\":\"F\",\"nodes\":{\"a\":{\"type\":\"say\",\"type\":\"ask\"}}}", "json.duplicate", "/nodes/a/type")]
    [InlineData("{\"id\":\"f\",\"name\":\"F\",\"nodes\":{\"a\":{\"type\":\"say\"},\"\\u0061\":{\"type\":\"say\"}}}", "json.duplicate", "/nodes/a")]
    [InlineData("{\"id\":\"f\",\"name\":\"\\ud800\",\"nodes\":{}}", "json.text", "/name")]
    [InlineData("{\"id\":\"f\",\"name\":\"F\",\"nodes\":{},\"layout\":{\"a\":{\"x\":1e999,\"y\":0}}}", "json.number", "/layout/a/x")]
    [InlineData("{\"schemaVersion\":99,\"id\":\"f\",\"name\":\"F\",\"nodes\":{}}", "document.schemaVersion", "/schemaVersion")]
    [InlineData("{\"schemaVersion\":\"1\",\"id\":\"f\",\"name\":\"F\",\"nodes\":{}}", "document.schemaVersion", "/schemaVersion")]
    [InlineData("{\"schemaVersion\":1e300,\"id\":\"f\",\"name\":\"F\",\"nodes\":{}}", "document.schemaVersion", "/schemaVersion")]
    [InlineData("{\"id\":\"f\\n\",\"name\":\"F\",\"nodes\":{}}", "document.id", "/id")]
    public void Refuses_what_is_not_a_flow(string text, string code, string pointer)
    {
        var (flow, problems) = Read(text);

        Assert.Null(flow);
        Assert.Contains((code, pointer), problems.Select(p => (p.Code, p.Pointer)));
    }

    [Fact]
    public void Says_line_and_column_of_malformed_json()
    {
        var problem = Assert.Single(Read("{\n  \"näme\": oops\n}").Problems);

        Assert.StartsWith("This is not JSON: line 2, column 11:", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_bytes_that_are_not_utf8()
    {
        var problem = Assert.Single(FlowDocument.Read([(byte)'"', 0xC3, 0x28, (byte)'"']).Problems);

        Assert.Equal("json.encoding", problem.Code);
    }

    [Fact]
    public void Refuses_a_document_over_the_size_limit()
    {
        var problem = Assert.Single(FlowDocument.Read(new byte[FlowDocument.MaximumBytes + 1]).Problems);

        Assert.Equal("json.size", problem.Code);
    }

    [Fact]
    public async Task Stops_reading_a_stream_at_the_size_limit()
    {
        using var endless = new MemoryStream(new byte[FlowDocument.MaximumBytes * 4]);

        var result = await FlowDocument.ReadAsync(endless, TestContext.Current.CancellationToken);

        Assert.Equal("json.size", Assert.Single(result.Problems).Code);
        Assert.Equal(FlowDocument.MaximumBytes + 1, endless.Position);
    }

    [Theory]
    [InlineData(50_000)]
    [InlineData(61)]
    public void Refuses_deep_nesting(int depth)
    {
        var text = new string('[', depth) + new string(']', depth);

        Assert.Equal("json.depth", Assert.Single(Read(text).Problems).Code);
    }

    [Fact]
    public void Keeps_at_most_a_thousand_problems()
    {
        var members = string.Join(",", Enumerable.Range(0, 5000).Select(i => $"\"m{i}\":1"));

        Assert.Equal(1000, Read("{" + members + "}").Problems.Count);
    }

    [Fact]
    public void Reads_the_same_flow_wherever_the_engine_finds_it_in_a_bundle()
    {
        var flow = OrderStatus.Trim();
        var text = $$"""{ "bot": { "id": "b", "name": "B" }, "flows": { "order-status": {{flow}} } }""";

        var (bundle, problems) = BundleDocument.Read(Encoding.UTF8.GetBytes(text));

        Assert.Empty(problems);
        Assert.Equal(OrderStatus.ReplaceLineEndings("\n"), Encoding.UTF8.GetString(FlowDocument.Write(bundle!.Flows["order-status"])));
    }

    private static ReadResult<FlowDefinition> Read(string text) => FlowDocument.Read(Encoding.UTF8.GetBytes(text));
}
