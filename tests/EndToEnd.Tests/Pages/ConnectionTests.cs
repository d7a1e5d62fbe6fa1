using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Pages;

/// <summary>Connections are made, tested and given new secrets by form; a secret never comes back.</summary>
public sealed class ConnectionTests(StudioFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task A_connection_is_made_by_form_tested_and_its_secret_replaced_but_never_shown()
    {
        const string Secret = "cs_demo";
        var page = await AdminPageAsync();
        await page.GotoAsync("/connections");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "shop", Exact = true })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "New connection" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("System").SelectOptionAsync("woocommerce");
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync("second");
        await dialog.GetByLabel("Shop address").FillAsync(new Uri(Studio.Address, "/demo/shop").ToString());
        await dialog.GetByLabel("Consumer key").FillAsync("ck_demo");
        await dialog.GetByLabel("Consumer secret").FillAsync("cs_wrong");
        await dialog.GetByLabel("Allow plain http").CheckAsync();
        await dialog.GetByLabel("Allow this machine itself").CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save and test" }).ClickAsync();
        await Expect(dialog.GetByText("The test failed.")).ToBeVisibleAsync();

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Replace" }).ClickAsync();
        await dialog.GetByLabel("Consumer key").FillAsync("ck_demo");
        await dialog.GetByLabel("Consumer secret").FillAsync(Secret);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save and test" }).ClickAsync();
        await Expect(dialog.GetByText("The test worked.")).ToBeVisibleAsync();
        await Expect(dialog.GetByRole(AriaRole.Img, new() { Name = "A secret is stored" })).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "second", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Health" })).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await Expect(dialog).ToBeVisibleAsync();
        Assert.DoesNotContain(Secret, await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_environment_binds_the_name_to_a_target_of_its_own()
    {
        var page = await AdminPageAsync();
        await page.GotoAsync("/connections/shop?environment=test");
        await Expect(page.GetByText("Not set up for test")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Set up for test" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByLabel("Shop address")).ToHaveValueAsync(new Uri(Studio.Address, "/demo/shop").ToString());
        await dialog.GetByLabel("Consumer key").FillAsync("ck_demo");
        await dialog.GetByLabel("Consumer secret").FillAsync("cs_demo");
        await dialog.GetByLabel("Allow plain http").CheckAsync();
        await dialog.GetByLabel("Allow this machine itself").CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save and test" }).ClickAsync();
        await Expect(dialog.GetByText("The test worked.")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.GetByText("Working", new() { Exact = true })).ToBeVisibleAsync();

        await page.GotoAsync("/connections");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "shop" }).GetByText("test: set up")).ToBeVisibleAsync();
    }
}
