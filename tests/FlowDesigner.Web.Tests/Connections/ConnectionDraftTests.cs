using System.Text;
using System.Text.Json;
using Connectors.Http;
using Connectors.Woo;
using FlowDesigner.Web.Connections;
using FlowDesigner.Web.Tests.Wording;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowRuntime.Connections;

namespace FlowDesigner.Web.Tests.Connections;

public sealed class ConnectionDraftTests
{
    [Fact]
    public void Says_at_each_field_what_is_missing()
    {
        var draft = ConnectionDraft.New(WooConnector.Definition);

        var pointers = draft.Check(Speaking.English<ConnectionsText>()).Select(p => p.Pointer);

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

        Assert.Empty(draft.Check(Speaking.English<ConnectionsText>()));
        Assert.Equal(JsonValueKind.Undefined, draft.ToChange().Credential.ValueKind);

        draft.IsReplacing = true;
        Assert.Equal(2, draft.Check(Speaking.English<ConnectionsText>()).Count);
    }

    [Fact]
    public void Begins_a_further_target_with_the_same_system_and_without_its_secret()
    {
        var draft = ConnectionDraft.For(Stored(), WooConnector.Definition, "test");

        Assert.Equal(("shop", "test", true), (draft.Name, draft.Environment, draft.IsFurtherTarget));
        Assert.Equal("https://shop.example", draft.Setting(WooConnector.Definition.Settings[0]));
        Assert.Equal(["/credential/consumerKey", "/credential/consumerSecret"], draft.Check(Speaking.English<ConnectionsText>()).Select(p => p.Pointer));
        Assert.Equal("test", draft.ToChange().Environment);
    }

    [Fact]
    public void Sends_owner_limits_addresses_and_the_end_of_the_credential()
    {
        var draft = ConnectionDraft.Of(Stored(), WooConnector.Definition);
        draft.Owner = " Mira ";
        draft.AllowedAddresses = "10.1.0.0/16\n\n erp.example:8443 ";
        draft.ExpiresOn = new DateOnly(2027, 3, 1);
        draft.Calling.Permits = 5;

        var change = draft.ToChange();

        Assert.Equal("Mira", change.Owner);
        Assert.Equal(["10.1.0.0/16", "erp.example:8443"], change.AllowedAddresses);
        Assert.Equal(new DateTimeOffset(2027, 3, 1, 0, 0, 0, TimeSpan.Zero), change.CredentialExpiresAt);
        Assert.Equal(5, change.Calling?.Permits);
    }

    [Theory]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n", "-----BEGIN CERTIFICATE-----\nMIIB\n")]
    [InlineData("\u0001\u0002", "AQI=")]
    public void Takes_a_certificate_from_a_file_as_text_or_in_base64(string content, string expected)
    {
        var draft = ConnectionDraft.New(HttpConnector.Definition);
        var field = new FieldDefinition("certificate", "Certificate", "PEM or PFX.", FieldKind.Secret);

        draft.SetSecretFile(field, Encoding.Latin1.GetBytes(content));

        Assert.Equal(expected, draft.Secret(field));
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
