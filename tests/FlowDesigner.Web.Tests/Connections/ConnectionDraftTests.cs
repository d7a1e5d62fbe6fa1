using System.Text.Json;
using Connectors.Http;
using Connectors.Woo;
using FlowDesigner.Web.Connections;
using FlowEngine.Connecting;
using FlowRuntime.Connections;

namespace FlowDesigner.Web.Tests.Connections;

public sealed class ConnectionDraftTests
{
    [Fact]
    public void Says_at_each_field_what_is_missing()
    {
        var draft = ConnectionDraft.New(WooConnector.Definition);

        var pointers = draft.Check().Select(p => p.Pointer);

        Assert.Equal(["/name", "/settings/url", "/credential/consumerKey", "/credential/consumerSecret"], pointers);
    }

    [Fact]
    public void Sends_settings_and_a_typed_secret()
    {
        var draft = ConnectionDraft.New(WooConnector.Definition);
        draft.Set(WooConnector.Definition.Settings[0], " https://shop.example ");
        foreach (var field in WooConnector.Definition.Credentials[0].Fields)
        {
            draft.SetSecret(field, "x-" + field.Name);
        }

        var change = draft.ToChange();

        Assert.Equal("""{"url":"https://shop.example"}""", change.Settings.GetRawText());
        Assert.Equal("""{"kind":"basic","consumerKey":"x-consumerKey","consumerSecret":"x-consumerSecret"}""", change.Credential.GetRawText());
    }

    [Fact]
    public void Keeps_the_stored_secret_unless_it_is_replaced()
    {
        var draft = ConnectionDraft.Of(Stored(), WooConnector.Definition);

        Assert.Empty(draft.Check());
        Assert.Equal(JsonValueKind.Undefined, draft.ToChange().Credential.ValueKind);

        draft.IsReplacing = true;
        Assert.Equal(2, draft.Check().Count);
    }

    [Fact]
    public void Forgets_what_was_typed_for_another_connector()
    {
        var draft = ConnectionDraft.New(WooConnector.Definition);
        draft.SetSecret(WooConnector.Definition.Credentials[0].Fields[0], "ck_1");

        draft.Choose(HttpConnector.Definition);

        Assert.DoesNotContain("ck_1", draft.ToChange().Credential.GetRawText(), StringComparison.Ordinal);
    }

    private static ConnectionSummary Stored() =>
        new(
            "shop",
            "woocommerce",
            JsonDocument.Parse("""{"url":"https://shop.example"}""").RootElement,
            "basic",
            DateTimeOffset.UnixEpoch,
            AllowLoopback: false,
            AllowHttp: false,
            null,
            null,
            null
        );
}
