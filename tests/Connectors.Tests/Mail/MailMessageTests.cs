using System.Text;
using Connectors.Mail;
using Connectors.Mail.Messages;
using Connectors.Mail.SendMail;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowEngine.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using TestKit.Engine;
using static Connectors.Tests.Mail.MailBench;

namespace Connectors.Tests.Mail;

public sealed class MailMessageTests : IAsyncLifetime
{
    private readonly TestAuthority _authority = new();
    private MailServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await MailServer.StartAsync(_authority);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _authority.Dispose();
    }

    [Fact]
    public async Task Carries_text_beside_html_pictures_and_attachments()
    {
        var config = new SendMailConfig(
            "post",
            ["Änne <ann@example.org>"],
            "Bestellung für dich: ✓",
            "<p>Hallo <b>Änne</b> <img src=\"cid:logo\" alt=\"Logo\"></p>",
            Attachments:
            [
                new("Rechnung 1003 ü.pdf", Convert.ToBase64String("%PDF"u8)),
                new("data.csv", "a;b\r\n.\r\n", "text"),
                new("logo.png", "data:image/png;base64,iVBORw0=", ContentId: "logo"),
            ]
        );

        await SendAsync(Connect(_server.Port, _authority), config);

        var taken = await _server.TakeAsync();
        var message = taken.Message;
        Assert.All(taken.Raw, c => Assert.True(char.IsAscii(c)));
        Assert.Equal("Bestellung für dich: ✓", message.Subject);
        Assert.Equal("\"Müllers Shop\" <shop@example.com>", message.From.ToString());
        Assert.Equal("Änne", message.To[0].Name);
        Assert.Contains("Hallo <b>Änne</b>", message.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("Hallo Änne Logo\n", message.TextBody?.ReplaceLineEndings("\n"));
        Assert.Equal(["Rechnung 1003 ü.pdf", "data.csv"], message.Attachments.Select(a => a.ContentDisposition?.FileName));
        Assert.Equal(["application/pdf", "text/csv"], message.Attachments.Select(a => a.ContentType.MimeType));
        Assert.Equal("a;b\r\n.\r\n", Encoding.UTF8.GetString(Content((MimePart)message.Attachments.Last())));
        var logo = message.BodyParts.OfType<MimePart>().Single(p => p.ContentId == "logo");
        Assert.Equal("image/png", logo.ContentType.MimeType);
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
    }

    [Fact]
    public async Task Has_the_same_id_on_every_attempt_and_tells_it()
    {
        var first = await SendAsync(Connect(_server.Port, _authority), Letter());
        await SendAsync(Connect(_server.Port, _authority), Letter());

        var id = (await _server.TakeAsync()).Message.MessageId;
        Assert.Equal(id, (await _server.TakeAsync()).Message.MessageId);
        Assert.EndsWith("@example.com", id, StringComparison.Ordinal);
        Assert.Equal($"<{id}>", Assert.IsType<NodeResult.Completed>(first).Output.GetProperty("messageId").GetString());
        Assert.DoesNotContain("run1", id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hides_blind_copies_and_mails_everyone_once()
    {
        var config = Letter() with { Cc = ["Bob <bob@example.org>, ANN@example.org"], Bcc = ["cy@example.org"], ReplyTo = ["help@example.com"] };

        await SendAsync(Connect(_server.Port, _authority), config);

        var mail = await _server.TakeAsync();
        Assert.Equal(["ann@example.org", "bob@example.org", "cy@example.org"], mail.To);
        Assert.DoesNotContain("cy@example.org", mail.Raw, StringComparison.Ordinal);
        Assert.Equal("help@example.com", mail.Message.ReplyTo.ToString());
    }

    [Theory]
    [InlineData("https://example.com/u?x=1&y=a%20b", true, "<https://example.com/u?x=1&y=a%20b>", "List-Unsubscribe=One-Click")]
    [InlineData("mailto:stop@example.com", false, "<mailto:stop@example.com>", null)]
    public async Task Tells_how_to_unsubscribe(string address, bool oneClick, string header, string? post)
    {
        await SendAsync(Connect(_server.Port, _authority), Letter() with { Unsubscribe = address, OneClick = oneClick });

        var message = (await _server.TakeAsync()).Message;
        Assert.Equal((header, post), (message.Headers[HeaderId.ListUnsubscribe], message.Headers["List-Unsubscribe-Post"]));
    }

    [Theory]
    [InlineData("http://example.com/u", false)]
    [InlineData("mailto:a@b.example", true)]
    [InlineData("https://example.com/>,<https://evil.example", false)]
    [InlineData("no address", false)]
    public async Task Refuses_an_address_for_unsubscribing_that_programs_would_not_use(string address, bool oneClick)
    {
        var error = Error(await SendAsync(Connect(_server.Port, _authority), Letter() with { Unsubscribe = address, OneClick = oneClick }));

        Assert.Equal("mail.unsubscribe", error.Code);
    }

    [Theory]
    [InlineData("ann@müller.example", "ann@müller.example")] // the server reads the ASCII form back
    [InlineData("Ännchen@example.org", "Ännchen@example.org")]
    public async Task Mails_addresses_with_letters_of_all_languages(string to, string envelope)
    {
        await SendAsync(Connect(_server.Port, _authority), Letter(to));

        Assert.Equal(envelope, Assert.Single((await _server.TakeAsync()).To));
    }

    [Fact]
    public void Writes_domains_in_ascii_so_that_every_server_takes_them()
    {
        var address = MailAddresses.ReadOne("ann@müller.example")!; // it is an address

        Assert.Equal("ann@xn--mller-kva.example", MailAddresses.Envelope(address));
        Assert.False(MailAddresses.NeedsUtf8(address));
    }

    [Fact]
    public async Task Refuses_letters_that_the_server_does_not_take()
    {
        await using var old = await MailServer.StartAsync(_authority, o => o["hideSMTPUTF8"] = true);

        var error = Error(await SendAsync(Connect(old.Port, _authority), Letter("Ännchen@example.org")));

        Assert.Equal("mail.address", error.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a@b.example, no address")]
    [InlineData("ann@example.org\r\nBcc: x@evil.example")]
    [InlineData("ann@example.org> RCPT TO:<x@evil.example")]
    [InlineData("group: a@b.example;")]
    public async Task Refuses_what_is_no_address(string to)
    {
        var error = Error(await SendAsync(Connect(_server.Port, _authority), Letter(to)));

        Assert.Equal(("mail.address", false), (error.Code, error.Retryable));
    }

    [Fact]
    public async Task Refuses_more_recipients_than_one_mail_may_have()
    {
        var error = Error(
            await SendAsync(Connect(_server.Port, _authority), Letter() with { Bcc = [.. Enumerable.Range(0, 50).Select(i => $"a{i}@example.org")] })
        );

        Assert.Equal("mail.address", error.Code);
    }

    [Theory]
    [InlineData("a.pdf", "no base64!", "base64", null, null)]
    [InlineData("../a.pdf", "YQ==", "base64", null, null)]
    [InlineData("", "YQ==", "base64", null, null)]
    [InlineData("a.pdf", "YQ==", "base64", "no type", null)]
    [InlineData("a.eml", "YQ==", "base64", "message/rfc822", null)]
    [InlineData("a.png", "YQ==", "base64", null, "a>b")]
    public async Task Refuses_attachments_that_cannot_be_made(string name, string content, string encoding, string? type, string? id)
    {
        var config = Letter() with { Html = "<p>x</p>", Attachments = [new(name, content, encoding, type, id)] };

        Assert.Equal("mail.attachment", Error(await SendAsync(Connect(_server.Port, _authority), config)).Code);
    }

    [Fact]
    public async Task Refuses_a_mail_that_is_too_large()
    {
        var config = Letter() with { Attachments = [new("a.bin", Convert.ToBase64String(new byte[8 * 1024 * 1024]))] };

        Assert.Equal("mail.size", Error(await SendAsync(Connect(_server.Port, _authority), config)).Code);
    }

    [Fact]
    public async Task Inserts_what_a_visitor_wrote_without_letting_it_add_markup_or_headers()
    {
        const string Config = """
            { "connection": "post", "to": ["ann@example.org"], "subject": "About {{ input.text }}", "html": "<p>{{ input.text }}</p>" }
            """;
        var node = new NodeType<SendMailConfig>(
            SendMailNode.Definition,
            new SendMailConfigValidator(),
            new SendMailExecutor(Time, NullLogger<SendMailExecutor>.Instance)
        );
        using var engine = new TestEngine(null, node);
        var bot = Bot.With(Flow.With("start", Use.Start).Then("mail", NodeSpec.Of("mail.send", Config))).Fallback("main");
        var chat = new SimulatedConversation(engine.Interpreter, engine.Compile(bot), new Only(Connect(_server.Port, _authority)), engine.Clock);

        await chat.SendAsync("<script>1</script>\r\nBcc: x@evil.example", TestContext.Current.CancellationToken);

        var mail = await _server.TakeAsync();
        Assert.Equal("ann@example.org", Assert.Single(mail.To));
        Assert.Empty(mail.Message.Bcc);
        Assert.StartsWith("About <script>1</script>  Bcc: x@evil.example", mail.Message.Subject, StringComparison.Ordinal);
        Assert.Contains("<p>&lt;script&gt;", mail.Message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("<script>1</script>", mail.Message.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><head><title>T</title><style>p{}</style></head><body><p>Hi&nbsp;Ann,</p><p>see  <b>this</b>\n line</p></body></html>", "Hi Ann,\n\nsee this line\n")]
    [InlineData("<a href='https://x.example/a'>Track</a>, <a href='https://x.example'>https://x.example</a>", "Track (https://x.example/a), https://x.example\n")]
    [InlineData("<ul><li>One</li><li>Two &amp; three</li></ul>", "- One\n\n- Two & three\n")]
    [InlineData("A<br>B<hr>C<script>alert(1)</script><img src=x alt='D'>", "A\nB\n---\nCD\n")]
    [InlineData("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n\n3\n")]
    [InlineData("a < b", "a < b\n")]
    public void Makes_text_of_html(string html, string text) => Assert.Equal(text, HtmlText.From(html));

    private static byte[] Content(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes); // a part that was sent has content
        return bytes.ToArray();
    }

    private sealed class Only(IConnection connection) : IConnectionSource
    {
        public ValueTask<IConnection> OpenAsync(string name, string connector, CancellationToken cancellationToken) => new(connection);
    }
}
