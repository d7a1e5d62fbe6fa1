using FlowRuntime.Conversations;
using FlowRuntime.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlowRuntime.Tests.Storage;

public sealed class StudioWriterTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_unit_that_fails_does_not_harm_the_others_of_its_commit()
    {
        await using var storage = await TestStorage.CreateAsync();
        var writer = storage.Services.GetRequiredService<StudioWriter>();
        var followed = new List<int>();

        var writes = Enumerable
            .Range(0, 100)
            .Select(i =>
                writer.CommitAsync(
                    unit =>
                    {
                        Insert(unit.Sql, $"c{i}");
                        unit.AfterCommit(() => followed.Add(i));
                        return i % 10 == 0 ? throw new InvalidOperationException("on purpose") : i;
                    },
                    Token
                )
            )
            .ToList();
        await Task.WhenAll(writes.Select(w => w.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal(10, writes.Count(w => w.IsFaulted));
        using var session = storage.Services.GetRequiredService<StudioDatabase>().Open();
        Assert.Equal(90L, session.Scalar("SELECT COUNT(*) FROM Conversations"));
        Assert.Equal(Enumerable.Range(0, 100).Where(i => i % 10 != 0), followed);
    }

    [Fact]
    public async Task What_follows_a_commit_happens_in_order_and_before_the_caller_is_answered()
    {
        await using var storage = await TestStorage.CreateAsync();
        var writer = storage.Services.GetRequiredService<StudioWriter>();
        var seen = new List<int>();

        await Task.WhenAll(
            Enumerable
                .Range(0, 500)
                .Select(i =>
                    writer.CommitAsync(
                        unit =>
                        {
                            unit.AfterCommit(() => seen.Add(i));
                            return i;
                        },
                        Token
                    )
                )
        );

        Assert.Equal(Enumerable.Range(0, 500), seen);
    }

    [Fact]
    public async Task Entities_and_hand_written_units_share_the_gate()
    {
        await using var storage = await TestStorage.CreateAsync();
        var gate = storage.Services.GetRequiredService<IWriteGate>();
        var writer = storage.Services.GetRequiredService<StudioWriter>();

        var entities = Enumerable
            .Range(0, 50)
            .Select(i =>
                gate.WriteAsync(
                    async (context, token) =>
                    {
                        context.Add(Row($"e{i}"));
                        return await context.SaveChangesAsync(token);
                    },
                    Token
                )
            );
        var units = Enumerable
            .Range(0, 50)
            .Select(i => writer.CommitAsync(unit => Insert(unit.Sql, $"u{i}"), Token));
        await Task.WhenAll([.. entities, .. units]);

        await using var read = await storage.ContextAsync();
        Assert.Equal(100, await read.Set<ConversationRow>().CountAsync(Token));
    }

    [Fact]
    public async Task Entity_work_that_fails_leaves_nothing_behind()
    {
        await using var storage = await TestStorage.CreateAsync();
        var gate = storage.Services.GetRequiredService<IWriteGate>();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            gate.WriteAsync<int>(
                async (context, token) =>
                {
                    context.Add(Row("half"));
                    await context.SaveChangesAsync(token);
                    throw new InvalidOperationException("on purpose");
                },
                Token
            )
        );

        await using var read = await storage.ContextAsync();
        Assert.Empty(await read.Set<ConversationRow>().ToListAsync(Token));
    }

    [Fact]
    public async Task Foreign_keys_hold_for_hand_written_units()
    {
        await using var storage = await TestStorage.CreateAsync();
        var writer = storage.Services.GetRequiredService<StudioWriter>();

        await Assert.ThrowsAsync<SqliteException>(() =>
            writer.CommitAsync(
                unit =>
                    unit.Sql.Execute(
                        "INSERT INTO Inbox (ConversationId, IsJob, Input, At) VALUES ('nobody', 0, X'7B7D', $1)",
                        Now
                    ),
                Token
            )
        );
    }

    private static ConversationRow Row(string id) =>
        new()
        {
            Id = id,
            BotId = "b",
            Channel = "test",
            ContactId = "c",
            Language = "en",
            Owner = ConversationOwner.Bot,
            CreatedAt = Now,
            ChangedAt = Now,
        };

    private static int Insert(SqlSession sql, string id) =>
        sql.Execute(
            "INSERT INTO Conversations (Id, BotId, BotVersion, Channel, ContactId, Language, Owner, NextSequence, TurnNo, "
                + "HoldsMessages, IsHeadless, EventDepth, CreatedAt, ChangedAt) "
                + "VALUES ($1, 'b', 0, 'test', 'c', 'en', 0, 1, 0, 0, 0, 0, $2, $2)",
            id,
            Now
        );
}
