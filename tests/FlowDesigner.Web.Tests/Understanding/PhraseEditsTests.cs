using System.Text;
using FlowDesigner.Web.Tests.Editor;
using FlowDesigner.Web.Understanding;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Tests.Understanding;

public sealed class PhraseEditsTests
{
    private static readonly BotDefinition Bot = Sample.Bundle.Bot with
    {
        Languages = ["en", "de-CH"],
        Intents = new OrderedDictionary<string, IntentDefinition> { ["orderStatus"] = new(["where is my order"]) },
    };

    [Fact]
    public void A_phrase_goes_to_its_language_and_stands_there_once()
    {
        var bot = PhraseEdits.Add(Bot, "orderStatus", "de", "wo ist sie");
        bot = PhraseEdits.Add(bot, "orderStatus", "de-CH", "Wo ist sie?");
        bot = PhraseEdits.Add(bot, "orderStatus", "fr", "my parcel");

        Assert.Equal(["where is my order", "my parcel"], PhraseEdits.Of(bot, "orderStatus", "en"));
        Assert.Equal(["wo ist sie"], PhraseEdits.Of(bot, "orderStatus", "de-CH"));
    }

    [Fact]
    public void The_last_phrase_of_a_language_takes_the_language_with_it()
    {
        var bot = PhraseEdits.With(PhraseEdits.With(Bot, "orderStatus", "de-CH", ["wo"]), "orderStatus", "de-CH", []);

        Assert.Null(bot.Intents["orderStatus"].PhrasesIn);
    }

    [Theory]
    [InlineData("orderStatus", "orderStatus")]
    [InlineData("order_status", "orderStatus")]
    [InlineData("Order Status!", "orderStatus")]
    [InlineData("Rückgabe", "ruckgabe")]
    [InlineData("2nd order", "ndOrder")]
    [InlineData("注文", "")]
    [InlineData("", "")]
    public void A_name_becomes_an_id(string name, string id)
    {
        Assert.Equal(id, PhraseEdits.IdOf(name));
        Assert.True(id.Length == 0 || Identifiers.IsName(id));
    }

    [Fact]
    public void A_table_adds_what_is_new_and_tells_how_much_that_is()
    {
        var rows = PhraseTable.Read(
            Encoding.UTF8.GetBytes(
                """
                intent;language;text
                orderStatus;en;Where is my order?
                orderStatus;en;track it
                order_status;de;wo ist sie
                give back;;"take it; please"
                ;;nobody's
                """
            )
        );

        var (bot, phrases, intents) = PhraseEdits.Import(Bot, rows);

        Assert.Equal((3, 1), (phrases, intents));
        Assert.Equal(["where is my order", "track it"], PhraseEdits.Of(bot, "orderStatus", "en"));
        Assert.Equal(["wo ist sie"], PhraseEdits.Of(bot, "orderStatus", "de-CH"));
        Assert.Equal(["take it; please"], PhraseEdits.Of(bot, "giveBack", "en"));
    }

    [Fact]
    public void What_is_written_as_a_table_is_read_again()
    {
        var bot = PhraseEdits.With(Bot, "orderStatus", "de-CH", ["wo, \"genau\"?", "=1+1"]);

        var written = Encoding.UTF8.GetString(PhraseTable.Write(PhraseEdits.Table(bot)));

        Assert.StartsWith("text,intent,language\n\"where is my order\",orderStatus,en\n", written, StringComparison.Ordinal);
        Assert.Contains("\n\" =1+1\",orderStatus,de-CH\n", written, StringComparison.Ordinal);
        Assert.Equal(PhraseEdits.Table(bot), PhraseTable.Read(Encoding.UTF8.GetBytes(written)));
    }

    [Fact]
    public void What_is_no_table_is_refused_with_the_reason() =>
        Assert.Null(Assert.Throws<PhraseTableException>(() => PhraseTable.Read("a,b\n1,2\n"u8.ToArray())).Line);
}
