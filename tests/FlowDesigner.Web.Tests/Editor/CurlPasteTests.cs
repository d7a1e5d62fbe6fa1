using System.Text.Json;
using FlowDesigner.Web.Editor.Inspector.Curl;
using FlowRuntime.Connections;

namespace FlowDesigner.Web.Tests.Editor;

public sealed class CurlPasteTests
{
    private const string Command = "curl -X POST https://api.example.com/v1/orders -H 'Authorization: Bearer tok-12345678' -d '{\"total\":5}' -H 'Content-Type: application/json'";

    [Fact]
    public void The_secret_goes_to_the_new_connection_and_never_to_the_settings()
    {
        var paste = new CurlPaste([]) { Text = Command };
        paste.Read();

        var change = paste.NewConnection();
        var config = paste.Config(paste.NewName, default).GetRawText();

        Assert.Equal("example", paste.NewName);
        Assert.Equal("https://api.example.com/", change.Settings.GetProperty("baseAddress").GetString());
        Assert.Equal("bearer", change.Credential.GetProperty("kind").GetString());
        Assert.Contains("tok-12345678", change.Credential.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("tok-12345678", config, StringComparison.Ordinal);
        Assert.DoesNotContain("tok-12345678", paste.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_to_the_same_system_is_proposed_and_its_path_is_not_said_twice()
    {
        var paste = new CurlPaste([Http("other", "https://other.example/"), Http("orders", "https://api.example.com/v1/")]) { Text = Command };
        paste.Read();

        Assert.Equal("orders", paste.Chosen);
        var config = paste.Config("orders", JsonSerializer.SerializeToElement(new { saveTo = "vars.order", path = "old" }));
        Assert.Equal("orders", config.GetProperty("path").GetString());
        Assert.Equal("orders", config.GetProperty("connection").GetString());
        Assert.Equal("vars.order", config.GetProperty("saveTo").GetString());
    }

    [Fact]
    public void A_new_connection_takes_no_name_that_is_taken()
    {
        var paste = new CurlPaste([Http("example", "https://elsewhere.example/")]) { Text = Command };
        paste.Read();

        Assert.Equal("", paste.Chosen);
        Assert.Equal("example2", paste.NewName);
    }

    [Fact]
    public void What_is_no_command_is_told_and_stays_to_be_mended()
    {
        var paste = new CurlPaste([]) { Text = "wget https://api.example.com" };
        paste.Read();

        Assert.False(paste.IsRead);
        Assert.NotNull(paste.Mistake);
        Assert.Equal("wget https://api.example.com", paste.Text);
    }

    private static ConnectionSummary Http(string name, string address) =>
        new(name, "http", JsonSerializer.SerializeToElement(new { baseAddress = address }), null, null, false, false, null, null, null);
}
