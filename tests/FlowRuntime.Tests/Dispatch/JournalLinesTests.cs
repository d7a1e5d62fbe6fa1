using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Dispatch;

namespace FlowRuntime.Tests.Dispatch;

public sealed class JournalLinesTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, 123, TimeSpan.Zero);

    public static TheoryData<JournalEntry> Entries =>
        new(
            new JournalEntry(JournalKind.RunStarted, "r1", "main", "", 0, At),
            new JournalEntry(JournalKind.NodeCompleted, "r1", "main", "n1", 1, At, "next"),
            new JournalEntry(JournalKind.NodeCompleted, "r1", "main", "n1", 1, At, DurationMilliseconds: 0.0016),
            new JournalEntry(JournalKind.NodeCompleted, "r1", "main", "größe", 3, At, "next", Frame: "order/each.1:item[2]"),
            new JournalEntry(JournalKind.NodeFailed, "r1", "main", "n2", 1, At, "error", new NodeError("http.status", "No.", Retryable: true), Details("""{ "status": 503 }"""), 12),
            new JournalEntry(JournalKind.NodeNoted, "r1", "main", "n3", 1, At, Data: Details("null")),
            new JournalEntry(JournalKind.NodeCompleted, "r1", "main", "n4", 1, At, Data: Details("""[1, "two", { "three": null }]"""), DurationMilliseconds: 1),
            new JournalEntry(JournalKind.NodeCompleted, "r1", "sub", "n1", 1, At.AddMilliseconds(7), "next"),
            new JournalEntry(JournalKind.EffectSettled, "r1", "", "n5", 2, At.AddTicks(1))
        );

    [Theory]
    [MemberData(nameof(Entries))]
    public void What_is_written_is_read(JournalEntry entry)
    {
        var first = new JournalEntry(JournalKind.RunStarted, "r1", "main", "", 0, At);

        var read = JournalLines.Read("r1", JournalLines.Write([first, entry, first]));

        Assert.Equal([Text(first), Text(entry), Text(first)], read.Select(Text));
    }

    [Fact]
    public void A_row_that_could_not_be_written_does_not_spoil_the_next()
    {
        var entry = new JournalEntry(JournalKind.RunStarted, "r1", "main", "", 0, At);
        var broken = new JournalEntry(JournalKind.NodeCompleted, "r1", "main", "n1", 1, At, DurationMilliseconds: double.NaN);

        Assert.Throws<ArgumentException>(() => JournalLines.Write([entry, broken]));

        Assert.Equal([Text(entry)], JournalLines.Read("r1", JournalLines.Write([entry])).Select(Text));
    }

    private static JsonElement Details(string json) => JsonElement.Parse(json);

    private static string Text(JournalEntry entry) => JsonSerializer.Serialize(entry, RunJson.Default.JournalEntry);
}
