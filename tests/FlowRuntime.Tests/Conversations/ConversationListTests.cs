using System.Diagnostics.CodeAnalysis;
using FlowRuntime.Conversations;
using FlowRuntime.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace FlowRuntime.Tests.Conversations;

public sealed class ConversationListTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, ConversationQuery> Queries =>
        new()
        {
            { "IX_Conversations_ChangedAt", new ConversationQuery([]) },
            { "IX_Conversations_BotId_ChangedAt", new ConversationQuery([], "shop") },
            { "IX_Conversations_Owner_ChangedAt", new ConversationQuery([ConversationOwner.Queued]) },
        };

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task A_list_is_read_along_an_index_that_holds_no_runs_without_a_chat(string index, ConversationQuery query)
    {
        await using var storage = await TestStorage.CreateAsync();
        await using var context = await storage.ContextAsync();
        var sql = ConversationReader.Listed(context, query).ToQueryString();
        var statement = sql[sql.IndexOf("SELECT", StringComparison.Ordinal)..];

        var plan = await PlanAsync(context, statement);

        Assert.Contains($"USING INDEX {index}", plan, StringComparison.Ordinal);
        Assert.Contains("IsHeadless", await FilterAsync(context, index), StringComparison.Ordinal);
    }

    [SuppressMessage("Security", "CA2100", Justification = "The text is the statement of the query that is tested.")]
    private static async Task<string> PlanAsync(DbContext context, string statement)
    {
        await context.Database.OpenConnectionAsync(Token);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {statement.Replace("@p", "10", StringComparison.Ordinal)}";
        await using var reader = await command.ExecuteReaderAsync(Token);
        var lines = new List<string>();
        while (await reader.ReadAsync(Token))
        {
            lines.Add(reader.GetString(3));
        }

        return string.Join('\n', lines);
    }

    private static Task<string> FilterAsync(DbContext context, string index) =>
        context.Database.SqlQuery<string>($"SELECT sql AS Value FROM sqlite_master WHERE name = {index}").SingleAsync(Token);
}
