using FlowRuntime.Learning.NotUnderstood;
using FlowRuntime.Tests.Running;

namespace FlowRuntime.Tests.Learning;

public sealed class NotUnderstoodTests
{
    private static readonly DateTimeOffset Then = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_bot_does_not_understand_is_kept_and_counted()
    {
        await using var studio = await StartAsync();
        var inbox = studio.Get<INotUnderstood>();

        foreach (var text in new[] { "purple elephants", "where is my order", "Purple  ELEPHANTS!", "🙂", "the moon is made of cheese" })
        {
            await studio.PostAsync("c", text);
        }

        await studio.WhenAsync(async () => await inbox.CountAsync("shop", Token) == 2, "two messages");
        await studio.WhenAsync(async () => (await inbox.ListAsync("shop", 10, Token))[0].Count == 2, "the second elephants");
        var listed = await inbox.ListAsync("shop", 10, Token);
        Assert.Equal(["purple elephants", "the moon is made of cheese"], listed.Select(m => m.Text));
        Assert.Equal("en", listed[1].Language);
        Assert.Empty(await inbox.ListAsync("other", 10, Token));
    }

    [Fact]
    public async Task What_was_dealt_with_does_not_come_back_until_that_is_undone()
    {
        await using var studio = await StartAsync();
        var store = studio.Get<NotUnderstoodStore>();
        await store.AddAsync([Heard("elephants")], Token);
        var message = Assert.Single(await store.ListAsync("shop", 10, Token));

        await store.SettleAsync("shop", [message.Id], isDone: true, Token);
        await store.AddAsync([Heard("elephants")], Token);
        Assert.Equal(0, await store.CountAsync("shop", Token));

        await store.SettleAsync("shop", [message.Id], isDone: false, Token);
        Assert.Equal(2, Assert.Single(await store.ListAsync("shop", 10, Token)).Count);
    }

    [Fact]
    public async Task The_rarest_and_oldest_make_room_when_there_are_too_many()
    {
        await using var studio = await StartAsync();
        var store = studio.Get<NotUnderstoodStore>();

        await store.AddAsync([Heard("often"), Heard("often")], Token);
        await store.AddAsync([.. Enumerable.Range(0, NotUnderstoodStore.MostOfBot + 5).Select(i => Heard($"message {i}", i))], Token);

        Assert.Equal(NotUnderstoodStore.MostOfBot, await store.CountAsync("shop", Token));
        var listed = await store.ListAsync("shop", 5_000, Token);
        Assert.Equal("often", listed[0].Text);
        Assert.DoesNotContain(listed, m => m.Text == "message 5");
        Assert.Contains(listed, m => m.Text == "message 6");
    }

    [Fact]
    public async Task They_go_with_the_bot()
    {
        await using var studio = await StartAsync();
        await studio.Get<NotUnderstoodStore>().AddAsync([Heard("elephants")], Token);

        await studio.Library.DeleteAsync("shop", "ann", Token);

        Assert.Equal(0L, studio.Scalar("SELECT COUNT(*) FROM NotUnderstood"));
    }

    private static Misheard Heard(string text, int minutes = 0) => new("shop", text, text, "en", Then.AddMinutes(minutes));

    private static async Task<RunningStudio> StartAsync()
    {
        var studio = await LearningBots.StartAsync();
        await studio.SaveAsync(LearningBots.Returns);
        await studio.PublishShopAsync();
        await studio.OpenAsync("c", "shop");
        return studio;
    }
}
