using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Testing.Documents;

namespace FlowEngine.Tests.Testing;

public class FlowTestReaderTests
{
    private readonly ProblemList _problems = new();

    [Fact]
    public void Reads_clock_seed_contact_mocks_and_steps()
    {
        var test = Read(
            """
            {
              "$schema": "../../test.schema.json", "schemaVersion": 1, "name": "Finds it", "now": "2026-07-01T12:00:00+02:00", "seed": 7,
              "language": "de", "channel": "directline", "contact": { "id": "v", "name": "Vera" }, "environment": { "limit": 5 }, "opens": false,
              "mocks": [ { "connection": "shop", "path": "/orders/*", "query": { "page": "1" }, "reply": { "status": 404, "delay": "1m 500ms" }, "times": 2 } ],
              "steps": [ { "says": "hi" }, { "text": { "contains": "Hello" }, "buttons": [ "Yes" ] }, { "waits": "2d" }, { "noMore": true } ]
            }
            """
        );

        Assert.Equal(0, _problems.Count);
        Assert.Equal(new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero), test!.Now);
        Assert.Equal(("Finds it", 7, "de", "directline", "v", "Vera", false), (test.Name, test.Seed, test.Language, test.Channel, test.ContactId, test.ContactName, test.Opens));
        var mock = Assert.Single(test.Mocks);
        Assert.Equal(("GET", "/orders/*", 2), (mock.Request.Method, mock.Request.Path, mock.Times));
        Assert.Equal((404, TimeSpan.FromMilliseconds(60_500)), (mock.Reply.Status, mock.Reply.Delay));
        Assert.Equal(new TestStep.Says("/steps/0", "hi"), test.Steps[0]);
        Assert.Equal(new TestStep.Waits("/steps/2", TimeSpan.FromDays(2)), test.Steps[2]);
    }

    [Theory]
    [InlineData("""[]""", "document.type", "")]
    [InlineData("""{}""", "document.missing", "/steps")]
    [InlineData("""{ "steps": [], "extra": 1 }""", "document.member", "/extra")]
    [InlineData("""{ "schemaVersion": 2, "steps": [] }""", "document.schemaVersion", "/schemaVersion")]
    [InlineData("""{ "now": "today", "steps": [] }""", "document.value", "/now")]
    [InlineData("""{ "opens": 1, "steps": [] }""", "document.type", "/opens")]
    [InlineData("""{ "environment": [], "steps": [] }""", "document.type", "/environment")]
    [InlineData("""{ "contact": { "mail": "" }, "steps": [] }""", "document.member", "/contact/mail")]
    [InlineData("""{ "steps": [ {} ] }""", "test.step", "/steps/0")]
    [InlineData("""{ "steps": [ { "says": "hi", "text": "Hello" } ] }""", "test.step", "/steps/0")]
    [InlineData("""{ "steps": [ { "says": "hi", "port": "a" } ] }""", "document.member", "/steps/0/port")]
    [InlineData("""{ "steps": [ { "says": 1 } ] }""", "document.type", "/steps/0/says")]
    [InlineData("""{ "steps": [ { "waits": "a while" } ] }""", "document.value", "/steps/0/waits")]
    [InlineData("""{ "steps": [ { "waits": "999999d" } ] }""", "document.value", "/steps/0/waits")]
    [InlineData("""{ "steps": [ { "noMore": false } ] }""", "document.value", "/steps/0/noMore")]
    [InlineData("""{ "steps": [ { "text": { "matches": "(" } } ] }""", "document.value", "/steps/0/text/matches")]
    [InlineData("""{ "steps": [ { "text": { "is": "a", "contains": "b" } } ] }""", "document.value", "/steps/0/text")]
    [InlineData("""{ "steps": [ { "buttons": [ 1 ] } ] }""", "document.type", "/steps/0/buttons/0")]
    [InlineData("""{ "steps": [ { "event": "" } ] }""", "document.value", "/steps/0/event")]
    [InlineData("""{ "steps": [ { "note": 1 } ] }""", "document.type", "/steps/0/note")]
    [InlineData("""{ "steps": [ { "responds": "200" } ] }""", "document.type", "/steps/0/responds")]
    [InlineData("""{ "steps": [ { "variable": "a" } ] }""", "document.missing", "/steps/0/equals")]
    [InlineData("""{ "steps": [ { "call": { "path": "orders" } } ] }""", "document.value", "/steps/0/call/path")]
    [InlineData("""{ "steps": [ { "call": "a.b", "times": -1 } ] }""", "document.type", "/steps/0/times")]
    [InlineData("""{ "steps": [ { "handoff": 1 } ] }""", "document.type", "/steps/0/handoff")]
    [InlineData("""{ "mocks": [ { "path": "/a", "reply": {} } ], "steps": [] }""", "document.missing", "/mocks/0/connection")]
    [InlineData("""{ "mocks": [ { "connection": "a", "path": "/a?b=1", "reply": {} } ], "steps": [] }""", "document.value", "/mocks/0/path")]
    [InlineData("""{ "mocks": [ { "connection": "a", "path": "/a", "method": "get", "reply": {} } ], "steps": [] }""", "document.value", "/mocks/0/method")]
    [InlineData("""{ "mocks": [ { "connection": "a", "path": "/a", "reply": { "status": 99 } } ], "steps": [] }""", "document.value", "/mocks/0/reply/status")]
    [InlineData("""{ "mocks": [ { "connection": "a", "path": "/a", "reply": { "fails": "often" } } ], "steps": [] }""", "document.value", "/mocks/0/reply/fails")]
    public void Names_what_is_wrong_with_its_place(string document, string code, string pointer)
    {
        Assert.Null(Read(document));

        Assert.Equal((code, pointer), _problems.ToList().Select(p => (p.Code, p.Pointer)).First());
    }

    private FlowTest? Read(string json) => FlowTestReader.Read(JsonElement.Parse(json), "", _problems);
}
