using System.Text;
using FlowDesigner.Web.Library.Importing;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Tests.Library;

public sealed class ImportReaderTests
{
    [Fact]
    public void Puts_the_files_of_a_folder_together_as_one_bot()
    {
        var files = new List<(string, byte[]?)> { ("bot.json", BotDocument.Write(Desk.Bundle.Bot)) };
        files.AddRange(Desk.Bundle.Flows.Values.Select(f => ($"{f.Id}.flow.json", (byte[]?)FlowDocument.Write(f, Desk.Catalog))));
        files.AddRange(Desk.Bundle.Tests.Select(t => ($"{t.Key}.test.json", (byte[]?)Encoding.UTF8.GetBytes(t.Value.GetRawText()))));

        var item = Assert.Single(ImportReader.Read(files));

        Assert.Empty(item.Problems);
        Assert.Equal(Desk.Text(Desk.Bundle), Desk.Text(item.Bot!));
    }

    [Fact]
    public void Tells_bots_from_flows_and_names_what_is_neither()
    {
        var items = ImportReader.Read(
            [
                ("desk.bot.json", BundleDocument.Write(Desk.Bundle)),
                ("sum.flow.json", FlowDocument.Write(Desk.Bundle.Flows["sum"], Desk.Catalog)),
                ("other.json", "{ \"hello\": 1 }"u8.ToArray()),
                ("huge.json", null),
            ]
        );

        Assert.Equal(("desk", "sum"), (items[0].Bot?.Bot.Id, items[1].Flow?.Id));
        Assert.All(items.Skip(2), i => Assert.NotEmpty(i.Problems));
        Assert.All(items.Skip(2), i => Assert.Null(i.Bot));
    }

    [Fact]
    public void Says_what_is_wrong_with_a_broken_file_of_a_folder()
    {
        var item = Assert.Single(ImportReader.Read([("bot.json", "{ "u8.ToArray()), ("a.flow.json", "{}"u8.ToArray())]));

        Assert.NotEmpty(item.Problems);
    }
}
