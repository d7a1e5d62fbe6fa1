namespace FlowEngine.Tests.Validation;

public class HandoffRulesTests
{
    private const string Talk =
        """ "start": { "type": "trigger.start", "links": { "next": "hello" } }, "hello": { "type": "say", "config": { "text": "Hi" }, "links": { "next": "find" } }, """;

    [Theory]
    [InlineData(Talk + """ "find": { "type": "set", "config": { "values": {} } } """, "/nodes")]
    [InlineData(Talk + """ "find": { "type": "set", "config": { "values": {} } }, "agent": { "type": "handoff" } """, "/nodes")]
    [InlineData(
        Talk + """ "find": { "type": "shop.getOrder", "links": { "success": "agent" } }, "agent": { "type": "handoff" } """,
        "/nodes/find/links/error"
    )]
    [InlineData(
        Talk
            + """ "find": { "type": "shop.getOrder", "links": { "success": "agent", "error": "sorry" } }, "sorry": { "type": "say" }, "agent": { "type": "handoff" } """,
        "/nodes/find/links/error"
    )]
    public void Warns_when_a_failure_leads_to_nobody(string nodes, string pointer) => Assert.Equal([pointer], Handoffs(nodes, fallback: false));

    [Theory]
    [InlineData(
        Talk
            + """ "find": { "type": "shop.getOrder", "links": { "error": "sorry" } }, "sorry": { "type": "say", "links": { "next": "agent" } }, "agent": { "type": "handoff" } """
    )]
    [InlineData(
        Talk
            + """ "find": { "type": "shop.getOrder" }, "failed": { "type": "trigger.error", "links": { "next": "agent" } }, "agent": { "type": "handoff" } """
    )]
    [InlineData(""" "start": { "type": "trigger.start", "links": { "next": "find" } }, "find": { "type": "shop.getOrder" } """)]
    public void Is_content_when_somebody_takes_over_or_nobody_talks(string nodes) => Assert.Empty(Handoffs(nodes, fallback: false));

    [Fact]
    public void Leaves_it_to_the_fallback_of_the_bot() =>
        Assert.Empty(Handoffs(Talk + """ "find": { "type": "set", "config": { "values": {} } } """, fallback: true));

    private static IEnumerable<string> Handoffs(string nodes, bool fallback) =>
        Checking
            .Flow($$"""{ "id": "f", "name": "F", "nodes": { {{nodes}} } }""", fallback)
            .Where(p => p.Code == "flow.handoff")
            .Select(p => p.Pointer);
}
