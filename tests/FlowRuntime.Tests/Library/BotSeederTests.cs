using FlowEngine.Definition;
using FlowRuntime.Hosting;
using FlowRuntime.Library;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FlowRuntime.Tests.Library;

public sealed class BotSeederTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("seed").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Imports_and_publishes_the_bots_that_are_missing()
    {
        await using var harness = await LibraryHarness.CreateAsync();
        await WriteAsync(LibraryHarness.Bot("shop", ("a", "Hi")));
        await WriteAsync(LibraryHarness.Bot("help", ("a", "Hi")));

        await SeedAsync(harness);

        Assert.Equal([("help", 1), ("shop", 1)], (await harness.Library.ListAsync(Token)).Select(b => (b.Id, b.LiveVersion!.Value)));
    }

    [Fact]
    public async Task Leaves_a_bot_alone_that_is_there()
    {
        await using var harness = await LibraryHarness.CreateAsync();
        await harness.Library.SaveAsync(LibraryHarness.Bot("shop", ("a", "Mine")), null, "ann", Token);
        await WriteAsync(LibraryHarness.Bot("shop", ("a", "Sample")));

        await SeedAsync(harness);

        var bot = Assert.Single(await harness.Library.ListAsync(Token));
        Assert.Equal((null, "ann"), (bot.LiveVersion, bot.ChangedBy));
    }

    [Fact]
    public async Task Keeps_a_bot_with_errors_as_a_draft_and_passes_over_one_that_cannot_be_read()
    {
        await using var harness = await LibraryHarness.CreateAsync();
        await WriteAsync(LibraryHarness.Bot("shop", ("a", "")));
        Directory.CreateDirectory(Path.Combine(_root, "broken"));
        await File.WriteAllTextAsync(Path.Combine(_root, "broken", "bot.json"), "oops", Token);

        await SeedAsync(harness);

        var bot = Assert.Single(await harness.Library.ListAsync(Token));
        Assert.Equal(("shop", null), (bot.Id, bot.LiveVersion));
    }

    [Fact]
    public async Task Finds_the_samples_above_the_program_unless_told_otherwise()
    {
        await BotFolder.WriteAsync(LibraryHarness.Bot("shop"), Path.Combine(_root, "flows", "shop"), null, Token);
        var program = Path.Combine(_root, "src", "bin");

        Assert.Equal(Path.Combine(_root, "flows"), SeedFolder.Resolve(null, program));
        Assert.Equal(Path.GetFullPath("mine"), SeedFolder.Resolve("mine", program));
        Assert.Null(SeedFolder.Resolve("", program));
    }

    private Task WriteAsync(BotBundle bundle) => BotFolder.WriteAsync(bundle, Path.Combine(_root, bundle.Bot.Id), null, Token);

    private Task SeedAsync(LibraryHarness harness) =>
        new BotSeeder(
            harness.Library,
            Options.Create(new StudioOptions { Seed = _root }),
            NullLogger<BotSeeder>.Instance
        ).StartAsync(Token);
}
