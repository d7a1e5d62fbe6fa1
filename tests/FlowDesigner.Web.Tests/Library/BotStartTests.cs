using System.Collections.Frozen;
using System.Text.Json;
using FlowDesigner.Web.CommandLine;
using FlowDesigner.Web.Library;
using FlowEngine.Definition;
using FlowEngine.Testing;
using FlowEngine.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace FlowDesigner.Web.Tests.Library;

public sealed class BotStartTests
{
    /// <summary>Where the words of a document are; all else is read by machines.</summary>
    private static readonly FrozenSet<string> Worded = FrozenSet.Create(
        ["name", "text", "reason", "description", "choices", "buttons", "reprompt", "phrases", "says", "presses", "contains", "matches", "equals"]
    );

    public static TheoryData<string, string> Starts =>
        [.. from start in BotStart.All from language in new[] { "en", "de" } select new TheoryDataRow<string, string>(start.Key, language)];

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Every_start_can_be_published_as_it_is(string key, string language)
    {
        await using var studio = OfflineStudio.Build();

        var bundle = Make(key, language);
        var problems = studio.GetRequiredService<BundleValidator>().Validate(bundle);

        Assert.Equal(("my-bot", "My bot", language), (bundle.Bot.Id, bundle.Bot.Name, Assert.Single(bundle.Bot.Languages)));
        Assert.Empty(problems);
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Every_start_brings_tests_that_pass(string key, string language)
    {
        await using var studio = OfflineStudio.Build();

        var report = await studio.GetRequiredService<FlowTestRunner>().RunAsync(Make(key, language), filter: null, TestContext.Current.CancellationToken);

        Assert.True(report.Results.Count >= 2);
        Assert.Empty(report.Results.Where(r => !r.Passed).Select(r => $"{r.Id}: {r.Failure?.Message}"));
    }

    [Fact]
    public void Every_word_of_a_start_is_in_the_german_table_and_the_table_has_no_other()
    {
        var words = Resource("start-words.de.json").EnumerateObject().Select(w => w.Name).ToHashSet();
        var texts = BotStart.All.SelectMany(s => Texts(Resource($"start.{s.Key}.json"), null)).ToList();

        Assert.Empty(texts.Where(t => t.IsWorded && !words.Contains(t.Text)).Select(t => t.Text));
        Assert.Empty(words.Except(texts.Select(t => t.Text)));
    }

    [Fact]
    public void A_language_without_words_keeps_the_english_ones()
    {
        var bundle = Make("order-status", "fr");

        Assert.Equal(["fr"], bundle.Bot.Languages);
        Assert.Contains("Where is my order?", bundle.Bot.Intents["orderStatus"].Phrases);
    }

    private static BotBundle Make(string key, string language) => BotStart.All.Single(s => s.Key == key).Make("my-bot", "My bot", language);

    private static JsonElement Resource(string name)
    {
        using var stream = typeof(BotStart).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<JsonElement>(stream);
    }

    private static IEnumerable<(string Text, bool IsWorded)> Texts(JsonElement element, string? property) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(m => Texts(m.Value, m.Name)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(e => Texts(e, property)),
            JsonValueKind.String => [(element.GetString()!, property is not null && Worded.Contains(property))],
            _ => [],
        };
}
