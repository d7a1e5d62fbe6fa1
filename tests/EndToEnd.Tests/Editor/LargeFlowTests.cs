using System.Text;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>A large flow opens and moves; <c>eng/measure-editor.sh</c> reads the figures that stand in docs/performance.md.</summary>
public sealed class LargeFlowTests(StudioFixture fixture) : BrowserTest(fixture)
{
    // Counts the frames that the browser draws while the mouse is at work.
    private const string CountFrames =
        "() => { window.frames_ = 0; window.since_ = performance.now(); window.tick_ ??= requestAnimationFrame(function tick() { window.frames_++; requestAnimationFrame(tick); }); }";

    private const string FramesPerSecond = "() => window.frames_ / (performance.now() - window.since_) * 1000";

    private static readonly string? Figures = Environment.GetEnvironmentVariable("FIGURES");

    [Theory]
    [InlineData(500)]
    [InlineData(2_000)]
    public async Task A_large_flow_opens_and_its_nodes_can_be_dragged(int nodes)
    {
        var bot = $"large-{nodes}";
        await SaveAsync(bot, nodes);
        var page = await AdminPageAsync();
        var start = TimeProvider.System.GetTimestamp();
        await page.GotoAsync($"/bots/{bot}/flows/large");
        await Expect(page.Locator(".react-flow__node").First).ToBeVisibleAsync();
        var opened = TimeProvider.System.GetElapsedTime(start);

        var card = page.Card("Step 1");
        var before = (await card.BoundingBoxAsync())!; // visible
        var drag = await MoveAsync(page, before.X + 60, before.Y + 12, 60);
        var after = (await card.BoundingBoxAsync())!; // visible
        var pan = await MoveAsync(page, 260, 560, 120);

        Assert.True(after.X > before.X + 100, "The card did not follow the mouse.");
        await page.IsSavedAsync();
        if (Figures is not null)
        {
            await File.AppendAllTextAsync(
                Figures,
                FormattableString.Invariant($"| {nodes} | {opened.TotalSeconds:0.0} s | {drag:0} | {pan:0} |\n"),
                TestContext.Current.CancellationToken
            );
        }
    }

    /// <summary>Presses, moves along a line and lets go; the answer is the frames a second meanwhile.</summary>
    private static async Task<double> MoveAsync(IPage page, float x, float y, int steps)
    {
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.EvaluateAsync(CountFrames);
        await page.Mouse.MoveAsync(x + 240, y + 100, new() { Steps = steps });
        var frames = await page.EvaluateAsync<double>(FramesPerSecond);
        await page.Mouse.UpAsync();
        return frames;
    }

    /// <summary>Rows of eight steps, each linked to the next.</summary>
    private async Task SaveAsync(string bot, int count)
    {
        var nodes = new JsonObject { ["opened"] = new JsonObject { ["type"] = "trigger.start", ["links"] = new JsonObject { ["next"] = "step1" } } };
        var layout = new JsonObject { ["opened"] = new JsonObject { ["x"] = 0, ["y"] = 0 } };
        for (var i = 1; i < count; i++)
        {
            var step = new JsonObject
            {
                ["type"] = "say",
                ["name"] = $"Step {i}",
                ["config"] = new JsonObject { ["text"] = $"This is step {i} of {count}." },
            };
            if (i + 1 < count)
            {
                step["links"] = new JsonObject { ["next"] = $"step{i + 1}" };
            }

            nodes[$"step{i}"] = step;
            layout[$"step{i}"] = new JsonObject { ["x"] = i % 8 * 246, ["y"] = i / 8 * 160 };
        }

        var bundle = new JsonObject
        {
            ["bot"] = new JsonObject { ["schemaVersion"] = 1, ["id"] = bot, ["name"] = "Large", ["timeZone"] = "Europe/Berlin", ["languages"] = new JsonArray("en") },
            ["flows"] = new JsonObject
            {
                ["large"] = new JsonObject { ["schemaVersion"] = 1, ["id"] = "large", ["name"] = "Large", ["nodes"] = nodes, ["layout"] = layout },
            },
            ["tests"] = new JsonObject(),
        };
        using var api = Studio.Api();
        using var body = new StringContent(bundle.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await api.SendAsync(HttpMethod.Put, $"/api/v1/bots/{bot}", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
