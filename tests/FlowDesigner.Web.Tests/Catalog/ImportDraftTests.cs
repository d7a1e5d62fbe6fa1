using FlowDesigner.Web.Catalog;
using FlowEngine.Connecting.Importing;

namespace FlowDesigner.Web.Tests.Catalog;

public sealed class ImportDraftTests
{
    private static readonly IReadOnlyList<ImportedOperation> Two =
    [
        new("listPets", "List pets", "GET", "/pets", [], false, true),
        new("addPet", "Add a pet", "POST", "/pets", [], false, true),
    ];

    [Fact]
    public void Takes_all_operations_unless_some_are_left_out()
    {
        var draft = new ImportDraft { Key = "pets", Document = "{}"u8.ToArray() };
        draft.Offer(Two);

        Assert.Null(draft.ToImport(confirmed: false).Operations);

        draft.Choose(["addPet"], take: false);

        Assert.Equal(["listPets"], draft.ToImport(confirmed: false).Operations!);
    }

    [Fact]
    public void Importing_again_takes_what_was_taken_before()
    {
        var draft = new ImportDraft { Key = "pets", Document = "{}"u8.ToArray(), Before = new HashSet<string> { "addPet" } };

        Assert.Equal(["addPet"], draft.ToImport(confirmed: false).Operations!);

        draft.Offer(Two);

        Assert.False(draft.IsChosen("listPets"));
        Assert.Equal(["addPet"], draft.ToImport(confirmed: false).Operations!);
    }

    [Theory]
    [InlineData("", "https://api.example.com/openapi.json", "Give the connector a key.")]
    [InlineData("pets", "", "Choose a file, or give an address with https://.")]
    [InlineData("pets", "openapi.json", "Choose a file, or give an address with https://.")]
    [InlineData("pets", "https://api.example.com/openapi.json", null)]
    public void Says_what_the_form_lacks(string key, string address, string? lack) =>
        Assert.Equal(lack, new ImportDraft { Key = key, Address = address }.Lack());
}
