using System.Text;
using FlowDesigner.Web.Dialogue;
using FlowEngine.Conversing;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Tests.Dialogue;

public sealed class DialogueFormTests
{
    [Fact]
    public void A_bot_that_is_as_usual_stays_so()
    {
        var bot = Bot("");

        Assert.Equal(Written(bot), Written(DialogueForm.Of(bot).Apply(bot)));
    }

    [Fact]
    public void A_bot_with_everything_stays_as_it_is()
    {
        var bot = Bot(
            """
            , "dialogue": {
              "commands": { "cancel": { "on": false }, "agent": { "phrases": { "de-CH": ["Mänsch"], "en": ["boss"] }, "flow": "person", "queue": "billing" } },
              "ladder": { "rephrase": 2, "suggest": 0, "texts": { "en": ["Pardon?", "What?"] }, "suggestions": ["order"], "frustration": 0.65, "queue": "all" },
              "clarify": { "margin": 0.15, "choices": 2 }
            }
            """
        );

        Assert.Equal(Written(bot), Written(DialogueForm.Of(bot).Apply(bot)));
    }

    [Fact]
    public void What_is_written_is_trimmed_and_empty_lines_are_left_out()
    {
        var bot = Bot("");
        var form = DialogueForm.Of(bot);
        form.HasLadder = true;
        form.Rephrase = 99;
        form.Texts["en"] = " Pardon? \n\n What?\n";
        form.Titles[("order", "de")] = "  Bestellung ";
        form.Titles[("order", "en")] = " ";
        form.Commands.Single(c => c.Command == DialogueCommand.Help).Phrases["de"] = "Kannst du helfen\n";

        var after = form.Apply(bot);

        Assert.Equal(5, after.Dialogue!.Ladder!.Rephrase);
        Assert.Equal(["Pardon?", "What?"], after.Dialogue.Ladder.Texts!["en"]);
        Assert.Equal(["Kannst du helfen"], after.Dialogue.Of(DialogueCommand.Help)!.Phrases!["de"]);
        Assert.Equal([KeyValuePair.Create("de", "Bestellung")], after.Intents["order"].Titles);
        Assert.Null(after.Dialogue.Clarify);
    }

    [Fact]
    public void Switching_the_ladder_off_takes_it_out()
    {
        var bot = Bot(""", "dialogue": { "ladder": { "rephrase": 1, "suggest": 1 } } """);
        var form = DialogueForm.Of(bot);
        form.HasLadder = false;

        Assert.Null(form.Apply(bot).Dialogue);
    }

    private static BotDefinition Bot(string more)
    {
        var json = $$"""{ "id": "shop", "name": "Shop", "languages": ["en", "de"], "intents": { "order": { "phrases": ["Where is my order?"], "titles": { "en": "Order" } } }{{more}} }""";
        var read = BotDocument.Read(Encoding.UTF8.GetBytes(json));
        Assert.Empty(read.Problems);
        return read.Value!;
    }

    private static string Written(BotDefinition bot) => Encoding.UTF8.GetString(BotDocument.Write(bot));
}
