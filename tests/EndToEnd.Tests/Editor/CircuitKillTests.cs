using System.Diagnostics;
using System.Globalization;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Editor;

/// <summary>
/// The circuit is killed again and again in the middle of edits, in a real browser: what was shown as saved is in the
/// draft, and what the browser had remembered comes back. The number of kills is small here; <c>eng/kill-circuits.sh</c>
/// asks for a hundred.
/// </summary>
public sealed class CircuitKillTests(StudioFixture fixture) : BrowserTest(fixture)
{
    private static readonly int Kills =
        Environment.GetEnvironmentVariable("FLOWSTUDIO_KILLS") is { Length: > 0 } number ? int.Parse(number, CultureInfo.InvariantCulture) : 10;

    /// <summary>Lines of the journal that hold a text.</summary>
    private const string Remembers = """
        text => new Promise((resolve, reject) => {
          const opening = indexedDB.open("flowstudio-journal", 1);
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const reading = opening.result.transaction("entries").objectStore("entries").getAll();
            reading.onsuccess = () => { opening.result.close(); resolve(reading.result.some(entry => entry.text.includes(text))); };
          };
        })
        """;

    [Fact]
    public async Task Nothing_that_was_shown_as_saved_is_lost_with_the_connection_and_the_rest_comes_back_from_the_browser()
    {
        var bot = await Studio.CopySampleAsync();
        var page = await AdminPageAsync();
        var wire = await LosableWire.LayAsync(page.Context);
        var desk = new Desk(Studio, bot, page);
        for (var kill = 0; kill < Kills; kill++)
        {
            await desk.EditAsync(kill);
            await wire.CutAsync();
            wire.Mend();
            await desk.ComeBackAsync(closesTheTab: kill % 3 == 1);
        }

        // The circuit may outlive its connection for long enough to save by itself; then nothing is left to offer.
        desk.Report(Kills);
    }

    [Fact]
    public async Task Nothing_that_was_shown_as_saved_is_lost_with_the_server_and_the_rest_comes_back_from_the_browser()
    {
        var kills = Math.Max(2, Kills / 5);
        await using var studio = await Studio.StartAsync();
        await using var context = await Fixture.Browser.NewContextAsync(new() { BaseURL = studio.Address.ToString(), Locale = "en-GB" });
        context.SetDefaultTimeout(StudioFixture.Patience);
        var page = await context.NewPageAsync();
        await page.SignInAsync(Studio.AdminEmail, Studio.AdminPassword);
        var desk = new Desk(studio, await studio.CopySampleAsync(), page);
        for (var kill = 0; kill < kills; kill++)
        {
            await desk.EditAsync(kill);
            await studio.KillAsync();
            await studio.StartAgainAsync();
            await desk.ComeBackAsync(closesTheTab: false);
        }

        desk.Report(kills);
        Assert.True(desk.Offered > 0, "The browser's journal was never needed: every kill came too late.");
    }

    /// <summary>A person at work on a flow, whose page is lost again and again.</summary>
    private sealed class Desk(Studio studio, string bot, IPage page)
    {
        private IPage _page = page;
        private string _saved = "";
        private string _remembered = "";

        /// <summary>How often the browser had to bring something back.</summary>
        public int Offered { get; private set; }

        /// <summary>Makes a change and sees that it is saved, then another that only the browser has written down.</summary>
        public async Task EditAsync(int round)
        {
            if (round == 0)
            {
                await OpenAsync();
            }

            _saved = $"saved {round}";
            await RenameAsync("hello", _saved);
            await _page.IsSavedAsync();
            _remembered = $"remembered {round}";
            await RenameAsync("opened", _remembered);
            await IsRememberedAsync();
        }

        /// <summary>Opens the flow anew and looks whether everything is there.</summary>
        public async Task ComeBackAsync(bool closesTheTab)
        {
            if (closesTheTab)
            {
                // With the tab goes what tells tabs apart: its journal is found as that of nobody.
                var lost = _page;
                _page = await lost.Context.NewPageAsync();
                await lost.CloseAsync();
            }

            await OpenAsync();
            Assert.Equal(_saved, await NameInDraftAsync("hello"));
            // The dialog and the card appear for one of two reasons: the browser had to bring it back, or the server saved it in time.
            var bringBack = _page.Button("Bring them back");
            await Expect(bringBack.Or(Node("opened").GetByText(_remembered)).First).ToBeVisibleAsync();
            if (await bringBack.IsVisibleAsync())
            {
                Offered++;
                await bringBack.ClickAsync();
            }

            await Expect(Node("opened")).ToContainTextAsync(_remembered);
            await _page.IsSavedAsync();
            Assert.Equal((_saved, _remembered), (await NameInDraftAsync("hello"), await NameInDraftAsync("opened")));
        }

        public void Report(int kills) =>
            TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills; {Offered} times the browser's journal offered the rest.");

        private async Task OpenAsync()
        {
            await _page.GotoAsync($"/bots/{bot}/flows/welcome");
            await Expect(Node("hello")).ToBeVisibleAsync();
        }

        private async Task RenameAsync(string node, string name)
        {
            await Node(node).ClickAsync();
            await Expect(_page.GetByRole(AriaRole.Complementary).GetByRole(AriaRole.Heading, new() { Level = 2 }).First).ToHaveTextAsync(await Node(node).Locator(".name").InnerTextAsync());
            await _page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
            await Expect(Node(node)).ToContainTextAsync(name);
        }

        private async Task IsRememberedAsync()
        {
            var began = Stopwatch.GetTimestamp();
            while (!await _page.EvaluateAsync<bool>(Remembers, _remembered))
            {
                Assert.True(Stopwatch.GetElapsedTime(began).TotalMilliseconds < StudioFixture.Patience, $"The browser did not write down \"{_remembered}\".");
            }
        }

        private ILocator Node(string id) => _page.Locator($".react-flow__node[data-id='{id}']");

        private async Task<string?> NameInDraftAsync(string node)
        {
            using var api = studio.Api();
            var bundle = await api.GetJsonAsync($"/api/v1/bots/{bot}");
            return bundle.GetProperty("flows").GetProperty("welcome").GetProperty("nodes").GetProperty(node).GetProperty("name").GetString();
        }
    }
}
