using System.Text;
using FlowRuntime.Connections.Usage;
using FlowRuntime.Library;
using FlowRuntime.Tests.Connections;

namespace FlowRuntime.Tests.Connections.Usage;

public sealed class ConnectionUsageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_the_flows_of_drafts_and_of_live_versions_that_use_a_connection()
    {
        await using var studio = await StudioConnections.StartAsync();
        await using (var db = await studio.Storage.ContextAsync())
        {
            var at = studio.Time.GetUtcNow();
            db.Add(new BotRow { Id = "bot", Name = "Bot", Document = [], ETag = "1", ChangedAt = at, ChangedBy = "ann" });
            db.Add(new DeploymentRow { BotId = "bot", Environment = "live", Version = 2, ChangedAt = at, ChangedBy = "ann" });
            db.Add(Draft("orders", "shop", "shop", "crm"));
            db.Add(Draft("talk"));
            db.Add(Version(1, """{ "old": { "nodes": { "a": { "config": { "connection": "erp" } } } } }"""));
            db.Add(Version(2, """{ "orders": { "name": "Orders", "nodes": { "a": { "config": { "connection": "shop" } } } }, "gone": { "nodes": { "a": { "config": { "connection": "erp" } }, "b": {} } } }"""));
            await db.SaveChangesAsync(Token);

            FlowRow Draft(string id, params string[] connections) =>
                new()
                {
                    BotId = "bot",
                    Id = id,
                    Name = $"Flow {id}",
                    Document = Encoding.UTF8.GetBytes(
                        $$"""{ "nodes": { "talk": { "config": { "text": "x" } }, {{string.Join(",", connections.Select((c, i) => $$"""  "n{{i}}": { "config": { "connection": "{{c}}" } } """).Append("\"end\": {}"))}} } }"""
                    ),
                    ChangedAt = at,
                    ChangedBy = "ann",
                };
            VersionRow Version(int version, string flows) =>
                new()
                {
                    BotId = "bot",
                    Version = version,
                    ETag = "1",
                    Bundle = Encoding.UTF8.GetBytes($$"""{ "flows": {{flows}} }"""),
                    PublishedAt = at,
                    PublishedBy = "ann",
                };
        }

        var uses = await studio.Get<IConnectionUsage>().ListAsync(Token);

        Assert.Equal(
            [
                new ConnectionUsage("crm", "bot", "Bot", "orders", "Flow orders", true, false),
                new ConnectionUsage("erp", "bot", "Bot", "gone", "gone", false, true),
                new ConnectionUsage("shop", "bot", "Bot", "orders", "Flow orders", true, true),
            ],
            uses
        );
    }
}
