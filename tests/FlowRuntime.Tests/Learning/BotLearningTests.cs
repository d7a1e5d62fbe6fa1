using FlowEngine.Understanding.Intents;
using FlowRuntime.Learning;
using FlowRuntime.Storage;
using FlowRuntime.Tests.Running;

namespace FlowRuntime.Tests.Learning;

public sealed class BotLearningTests
{
    private const string Models = "SELECT COUNT(*) FROM IntentModels";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_published_bot_understands_by_what_was_learned_from_its_phrases()
    {
        await using var studio = await LearningBots.StartAsync();
        await studio.SaveAsync(LearningBots.Returns, "en");
        await studio.PublishShopAsync();

        await studio.OpenAsync("c", "shop");
        await studio.PostAsync("c", "wherez my ordr");
        await studio.WhenSaidAsync("c", "About orders.");
        await studio.PostAsync("c", "what about the moon");
        await studio.WhenSaidAsync("c", "Pardon?");
    }

    [Fact]
    public async Task What_was_learned_stays_with_the_version_over_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("studio-test").FullName;
        object? before;
        await using (var studio = await LearningBots.StartAsync(folder))
        {
            await studio.SaveAsync(LearningBots.Returns);
            await studio.PublishShopAsync();
            await studio.WhenScalarAsync(Models, 1);
            before = studio.Scalar("SELECT hex(Model) FROM IntentModels");
            await studio.StopAsync();
        }

        await using var again = await LearningBots.StartAsync(folder);
        again.Time.Advance(TimeSpan.FromHours(1));
        await again.OpenAsync("c", "shop");
        await again.PostAsync("c", "where is that order");
        await again.WhenSaidAsync("c", "About orders.");

        Assert.Equal(before, again.Scalar("SELECT hex(Model) FROM IntentModels"));
        var version = Assert.Single(await again.Get<IBotLearning>().ListAsync("shop", Token));
        Assert.Equal((1, 2, 8), (version.Version, version.Intents, version.Phrases));
        Assert.InRange(version.Accuracy!.Value, 0.25, 1);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_draft_is_learned_when_nobody_has_changed_it_for_a_moment()
    {
        await using var studio = await LearningBots.StartAsync();
        var learning = studio.Get<IBotLearning>();

        await studio.SaveAsync(LearningBots.Returns);
        await studio.SaveAsync([.. LearningBots.Returns, "exchange this"]);
        await studio.WhenAsync(
            async () =>
            {
                studio.Time.Advance(TimeSpan.FromSeconds(1));
                return await learning.FindReportAsync(Phrases("exchange this"), Token) is not null;
            },
            "the draft to be learned"
        );

        var report = await learning.FindReportAsync(Phrases("exchange this"), Token);
        Assert.Equal(9, report!.LeftOut.Count);
        Assert.Contains(report.LeftOut, l => l.Phrase is { Text: "refund please", Intent: "returns" });
        Assert.Null(await learning.FindReportAsync(Phrases(), Token));
    }

    [Fact]
    public async Task Versions_with_the_same_phrases_share_what_was_learned_and_what_none_has_is_forgotten()
    {
        await using var studio = await LearningBots.StartAsync();
        await studio.SaveAsync(LearningBots.Returns);
        await studio.PublishShopAsync();
        await studio.WhenScalarAsync(Models, 1);
        await studio.PublishShopAsync();
        await studio.WhenScalarAsync("SELECT COUNT(*) FROM IntentModelUses WHERE Version > 0", 2);
        Assert.Equal(1L, studio.Scalar(Models));

        foreach (var more in new[] { "exchange this", "exchange that" })
        {
            await SaveAndLearnAsync(studio, more);
        }

        Assert.Equal(2L, studio.Scalar(Models));
    }

    [Fact]
    public async Task What_was_forgotten_is_learned_and_told_of_again_when_a_change_is_undone()
    {
        await using var studio = await LearningBots.StartAsync();
        foreach (var more in new[] { "exchange this", "exchange that", "exchange this" })
        {
            await SaveAndLearnAsync(studio, more);
        }

        Assert.Equal(1L, studio.Scalar(Models));
    }

    [Fact]
    public async Task Whoever_asks_for_the_same_phrases_shares_the_work()
    {
        await using var studio = await LearningBots.StartAsync();
        var learning = studio.Get<IBotLearning>();
        var heard = new List<LearningProgress>();
        using var hearing = learning.Listen(news =>
        {
            lock (heard)
            {
                heard.Add(news);
            }
        });

        var both = await Task.WhenAll(learning.LearnAsync(Phrases(), Token), learning.LearnAsync(Phrases(), Token));

        Assert.Same(both[0], both[1]);
        await studio.WhenAsync(() => Task.FromResult(heard is [.., { Part: 1 }]), "the end");
        Assert.Equal(1, heard.Count(n => n.Part == 0));
        Assert.All(heard, n => Assert.Equal(Phrases().Hash, n.Hash));
    }

    [Fact]
    public async Task What_nobody_waits_for_any_more_is_given_up()
    {
        await using var studio = await LearningBots.StartAsync();
        var learning = studio.Get<IBotLearning>();
        using var nobody = new CancellationTokenSource();
        using var hearing = learning.Listen(_ => nobody.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => learning.LearnAsync(Phrases(), nobody.Token));

        Assert.Null(await learning.FindReportAsync(Phrases(), Token));
        Assert.NotEmpty((await learning.LearnAsync(Phrases(), Token)).Classify("where is my order"));
    }

    [Fact]
    public async Task What_was_stored_by_another_version_of_the_product_is_learned_again()
    {
        await using var studio = await LearningBots.StartAsync();
        await studio.Get<ModelLearner>().LearnAsync(Phrases(), Token);
        await studio.Get<StudioWriter>().CommitAsync(unit => unit.Sql.Execute("UPDATE IntentModels SET Model = Report"), Token);

        Assert.Null(await studio.Get<ModelStore>().FindAsync(Phrases(), Token));
    }

    private static async Task SaveAndLearnAsync(RunningStudio studio, string more)
    {
        await studio.SaveAsync([.. LearningBots.Returns, more]);
        await studio.WhenAsync(
            async () =>
            {
                studio.Time.Advance(TimeSpan.FromSeconds(1));
                return await studio.Get<IBotLearning>().FindReportAsync(Phrases(more), Token) is not null;
            },
            more
        );
    }

    private static BotPhrases Phrases(params string[] more) => BotPhrases.Of(LearningBots.Shop([.. LearningBots.Returns, .. more]));
}
