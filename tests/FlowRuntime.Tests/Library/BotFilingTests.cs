using FlowRuntime.Library.Filing;
using Microsoft.Extensions.DependencyInjection;

namespace FlowRuntime.Tests.Library;

public class BotFilingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keeps_folder_and_tags_without_changing_the_draft()
    {
        await using var harness = await LibraryHarness.CreateAsync();
        var saved = await harness.Library.SaveAsync(LibraryHarness.Bot("shop", ("a", "Hi")), null, "ann", Token);
        var filing = harness.Storage.Services.GetRequiredService<IBotFiling>();

        await filing.FileAsync(Places("shop", "  Web  shop ", "new", "New", " ", "pilot"), "ann", Token);

        var place = (await filing.ListAsync(Token))["shop"];
        Assert.Equal("Web shop", place.Folder);
        Assert.Equal(["new", "pilot"], place.Tags);
        Assert.Equal(saved.ETag, (await harness.Library.FindAsync("shop", Token))!.ETag);
    }

    [Fact]
    public async Task Forgets_a_bot_that_is_deleted_and_passes_over_one_that_is_gone()
    {
        await using var harness = await LibraryHarness.CreateAsync();
        await harness.Library.SaveAsync(LibraryHarness.Bot("shop", ("a", "Hi")), null, "ann", Token);
        var filing = harness.Storage.Services.GetRequiredService<IBotFiling>();
        await filing.FileAsync(Places("shop", "Web"), "ann", Token);

        await harness.Library.DeleteAsync("shop", "ann", Token);
        await filing.FileAsync(Places("shop", "Web"), "ann", Token);

        Assert.Empty(await filing.ListAsync(Token));
    }

    private static Dictionary<string, BotPlace> Places(string bot, string folder, params string[] tags) => new() { [bot] = new BotPlace(folder, tags) };
}
