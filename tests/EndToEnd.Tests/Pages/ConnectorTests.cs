using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Pages;

/// <summary>A document becomes a connector by hand: read, chosen from, installed, used in the palette, imported again, removed.</summary>
public sealed class ConnectorTests(StudioFixture fixture) : BrowserTest(fixture)
{
    private const string Document = """
        {
          "openapi": "3.0.3",
          "info": { "title": "Pet clinic", "version": "1.0" },
          "servers": [{ "url": "https://pets.example/v1" }],
          "paths": {
            "/pets": {
              "get": { "operationId": "listPets", "summary": "List pets", "responses": { "200": { "description": "Pets" } } },
              "post": { "operationId": "addPet", "summary": "Add a pet", "responses": { "201": { "description": "Made" } } }
            }
          }
        }
        """;

    [Fact]
    public async Task A_document_becomes_nodes_changes_with_its_next_version_and_goes_again()
    {
        var page = await AdminPageAsync();
        await page.GotoAsync("/connectors");
        await page.GetByRole(AriaRole.Link, new() { Name = "Import from OpenAPI" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The document" })).ToBeVisibleAsync();

        await page.GetByLabel("Key", new() { Exact = true }).FillAsync("pets");
        await page.GetByLabel("File").SetInputFilesAsync(Upload(Document.Replace("3.0.3", "9.9", StringComparison.Ordinal)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Read the document" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("9.9");

        await page.GetByLabel("File").SetInputFilesAsync(Upload(Document));
        await page.GetByRole(AriaRole.Button, new() { Name = "Read the document" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Pet clinic" })).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Import 2 operations" }).ClickAsync();
        await Expect(page.GetByText("Pet clinic is installed: 2 nodes in the palette.")).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));

        await page.GetByRole(AriaRole.Link, new() { Name = "Import again" }).ClickAsync();
        await page.GetByLabel("File").SetInputFilesAsync(Upload(Document.Replace("addPet", "registerPet", StringComparison.Ordinal)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Read the document" }).ClickAsync();
        await Expect(page.GetByText("\"Add a pet\" is gone.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import 2 operations" }).ClickAsync();
        await Expect(page.GetByText("Pet clinic is installed")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText("leave the palette")).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Remove the connector" }).ClickAsync();
        await Expect(page.GetByText("Pet clinic was removed.")).ToBeVisibleAsync();
    }

    private static FilePayload Upload(string document) =>
        new() { Name = "pets.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(document) };
}
