using System.Text;
using FlowEngine.Definition;

namespace FlowEngine.Tests.Definition;

public class BundleDocumentTests
{
    [Fact]
    public void Writes_what_it_reads()
    {
        var text = """
            {
              "bot": {
                "schemaVersion": 1,
                "id": "b",
                "name": "B",
                "timeZone": "UTC",
                "languages": [
                  "en"
                ]
              },
              "flows": {
                "z": {
                  "schemaVersion": 1,
                  "id": "z",
                  "name": "Z",
                  "nodes": {}
                },
                "a": {
                  "schemaVersion": 1,
                  "id": "a",
                  "name": "A",
                  "nodes": {}
                }
              },
              "tests": {
                "happyPath": {
                  "steps": []
                }
              }
            }

            """.ReplaceLineEndings("\n");

        var (bundle, problems) = BundleDocument.Read(Encoding.UTF8.GetBytes(text));

        Assert.Empty(problems);
        Assert.Equal(text, Encoding.UTF8.GetString(BundleDocument.Write(bundle!)));
    }

    [Fact]
    public void Points_into_the_bundle()
    {
        var (bundle, problems) = BundleDocument.Read(
            """
            {
              "bot": { "id": "b" },
              "flows": { "one": { "id": "two", "name": "2", "nodes": { "a": {} } }, "../x": {} },
              "tests": { "t": 1, "../../etc": {} },
              "extra": 1
            }
            """u8
        );

        Assert.Null(bundle);
        Assert.Equal(
            [
                ("document.missing", "/bot/name"),
                ("document.missing", "/flows/one/nodes/a/type"),
                ("flow.key", "/flows/one/id"),
                ("document.id", "/flows/..~1x"),
                ("document.type", "/tests/t"),
                ("document.id", "/tests/..~1..~1etc"),
                ("document.member", "/extra"),
            ],
            problems.Select(p => (p.Code, p.Pointer))
        );
    }

    [Fact]
    public void Refuses_a_bundle_over_the_size_limit() =>
        Assert.Equal("json.size", Assert.Single(BundleDocument.Read(new byte[BundleDocument.MaximumBytes + 1]).Problems).Code);
}
