using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Connectors.Mail;
using Connectors.Mail.Smtp;
using FlowEngine.Connecting;
using FlowEngine.Running;
using static Connectors.Tests.Mail.MailBench;

namespace Connectors.Tests.Mail;

[SuppressMessage(
    "Reliability",
    "CA2025:Ensure tasks using 'IDisposable' instances complete before the instances are disposed",
    Justification = "Each test awaits the server that it plays before its listener ends."
)]
public sealed class SmtpTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData("tls", "PLAIN")]
    [InlineData("tls", "LOGIN")]
    [InlineData("starttls", "PLAIN")]
    [InlineData("starttls", "LOGIN")]
    public async Task Encrypts_and_logs_in(string security, string method)
    {
        await using var server = await MailServer.StartAsync(
            _authority,
            o =>
            {
                (o["secure"], o["authMethods"]) = (security == "tls", new[] { method });
                (o["user"], o["password"]) = ("eve", Password);
            }
        );

        var result = await SendAsync(Connect(server.Port, _authority, security, Login()), Letter());

        Assert.Equal("success", Assert.IsType<NodeResult.Completed>(result).Port);
        var mail = await server.TakeAsync();
        Assert.Equal((true, $"{method} eve", "example.com"), (mail.Secure, mail.User, mail.Hello));
        Assert.Equal(("shop@example.com", "ann@example.org"), (mail.From, Assert.Single(mail.To)));
    }

    [Fact]
    public async Task Logs_in_by_an_access_token()
    {
        await using var server = await MailServer.StartAsync(
            _authority,
            o => (o["authMethods"], o["user"], o["password"]) = (new[] { "XOAUTH2" }, "shop@example.com", "token1")
        );
        var secret = new Dictionary<string, string> { [OAuthFields.AccessToken] = "token1", ["clientSecret"] = "x" };

        await SendAsync(Connect(server.Port, _authority, secret: secret), Letter());

        Assert.Equal("XOAUTH2 shop@example.com", (await server.TakeAsync()).User);
    }

    [Fact]
    public async Task Tells_that_the_login_is_refused_without_its_password()
    {
        await using var server = await MailServer.StartAsync(_authority, o => (o["user"], o["password"]) = ("eve", Password));

        var error = Error(await SendAsync(Connect(server.Port, _authority, secret: Login("wrong one")), Letter()));

        Assert.Equal(("mail.login", false), (error.Code, error.Retryable));
        Assert.DoesNotContain("wrong one", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_no_login_over_a_plain_line()
    {
        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(
            () => SendAsync(Connect(1, _authority, "off", Login()), Letter())
        );

        Assert.Equal("connection.settings", refused.Code);
    }

    [Fact]
    public async Task Sends_over_a_plain_line_where_that_is_chosen()
    {
        await using var server = await MailServer.StartAsync(_authority);

        await SendAsync(Connect(server.Port, _authority, "off"), Letter());

        Assert.False((await server.TakeAsync()).Secure);
    }

    [Fact]
    public async Task Sends_nothing_when_encryption_is_not_offered()
    {
        await using var server = await MailServer.StartAsync(_authority, o => o["hideSTARTTLS"] = true);

        var error = Error(await SendAsync(Connect(server.Port, _authority), Letter()));

        Assert.Equal("mail.tls", error.Code);
    }

    [Theory]
    [InlineData("tls")]
    [InlineData("starttls")]
    public async Task Sends_nothing_when_the_certificate_is_not_valid(string security)
    {
        using var other = new TestAuthority();
        await using var server = await MailServer.StartAsync(_authority, o => o["secure"] = security == "tls");

        var stranger = Error(await SendAsync(Connect(server.Port, other, security), Letter()));
        var wrongName = Error(await SendAsync(Connect(server.Port, _authority, security, host: "127.0.0.1"), Letter()));

        Assert.Equal(("mail.tls", "mail.tls"), (stranger.Code, wrongName.Code));
    }

    [Fact]
    public async Task Does_not_believe_what_was_said_before_encryption()
    {
        // Someone on the line appends a reply of their own to the server's go-ahead (CVE-2011-0411).
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = AnswerAsync(listener, "220 hi", "250-hi\r\n250 STARTTLS", "220 go\r\n250 AUTH PLAIN");

        var error = Error(await SendAsync(Connect(((IPEndPoint)listener.LocalEndpoint).Port, _authority), Letter()));

        Assert.Equal(("mail.connection", true), (error.Code, error.Retryable));
        await serving;
    }

    [Fact]
    public async Task Takes_replies_of_several_lines_and_servers_without_extensions()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = AnswerAsync(
            listener,
            "220-mail.example\r\n220-says\r\n220 hello",
            "502 What?",
            "250 hi",
            "250 ok",
            "250 ok",
            "354 go on",
            "250 2.0.0 taken"
        );

        var result = await SendAsync(Connect(((IPEndPoint)listener.LocalEndpoint).Port, _authority, "off"), Letter());

        Assert.IsType<NodeResult.Completed>(result);
        Assert.Equal(["EHLO example.com", "HELO example.com", "MAIL FROM:<shop@example.com>", "RCPT TO:<ann@example.org>", "DATA"], (await serving).Take(5));
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request")]
    [InlineData("99 low")]
    [InlineData("250-hi\r\n550 other")]
    public async Task Notices_what_is_no_mail_server(string greeting)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = AnswerAsync(listener, greeting);

        var error = Error(await SendAsync(Connect(((IPEndPoint)listener.LocalEndpoint).Port, _authority, "off"), Letter()));

        Assert.Equal("mail.connection", error.Code);
        await serving;
    }

    [Fact]
    public async Task Tells_whom_the_server_refuses_and_mails_the_others()
    {
        await using var server = await MailServer.StartAsync(_authority);
        var config = Letter() with { Cc = ["gone@example.org"], Bcc = ["busy@example.org, bob@example.org"] };

        var result = Assert.IsType<NodeResult.Completed>(await SendAsync(Connect(server.Port, _authority), config));

        Assert.Equal("partial", result.Port);
        Assert.Equal(["ann@example.org", "bob@example.org"], (await server.TakeAsync()).To);
        var refused = result.Output.GetProperty("refused");
        Assert.Equal(("gone@example.org", 550, "No such mailbox"), (refused[0].GetProperty("address").GetString(), refused[0].GetProperty("code").GetInt32(), refused[0].GetProperty("reason").GetString()));
        Assert.Equal("busy@example.org", refused[1].GetProperty("address").GetString());
    }

    [Theory]
    [InlineData("gone@example.org", "mail.refused", false)]
    [InlineData("busy@example.org", "mail.later", true)]
    public async Task Repeats_only_what_is_refused_for_now(string to, string code, bool retryable)
    {
        await using var server = await MailServer.StartAsync(_authority);

        var error = Error(await SendAsync(Connect(server.Port, _authority), Letter(to)));

        Assert.Equal((code, retryable), (error.Code, error.Retryable));
    }

    [Theory]
    [InlineData(554, "mail.refused", false)]
    [InlineData(451, "mail.later", true)]
    public async Task Repeats_a_mail_that_is_refused_for_now(int reply, string code, bool retryable)
    {
        await using var server = await MailServer.StartAsync(_authority, o => o["refuseData"] = reply);

        var error = Error(await SendAsync(Connect(server.Port, _authority), Letter()));

        Assert.Equal((code, retryable), (error.Code, error.Retryable));
        Assert.Contains("Not this one", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Does_not_know_whether_it_was_sent_when_the_line_breaks_at_the_end(bool idempotent)
    {
        await using var server = await MailServer.StartAsync(_authority, o => o["dropAfterData"] = true);

        var error = Error(await SendAsync(Connect(server.Port, _authority), Letter() with { Idempotent = idempotent }));

        Assert.Equal(("mail.unknown", idempotent), (error.Code, error.Retryable));
    }

    [Fact]
    public async Task Asks_the_server_how_much_it_takes()
    {
        await using var server = await MailServer.StartAsync(_authority, o => o["size"] = 2_000);

        var error = Error(await SendAsync(Connect(server.Port, _authority), Letter() with { Text = new string('x', 3_000) }));

        Assert.Equal("mail.size", error.Code);
    }

    [Fact]
    public async Task Times_out_at_a_server_that_says_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var running = SendAsync(Connect(((IPEndPoint)listener.LocalEndpoint).Port, _authority, "tls"), Letter());
        using var silent = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        Time.Advance(TimeSpan.FromSeconds(60));

        var error = Error(await running);
        Assert.Equal(("mail.timeout", true), (error.Code, error.Retryable));
    }

    [Fact]
    public async Task Passes_the_cancellation_of_the_run_through()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var cancel = new CancellationTokenSource();

        var running = SendAsync(Connect(((IPEndPoint)listener.LocalEndpoint).Port, _authority, "tls"), Letter(), cancel.Token);
        using var silent = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Tests_the_connection_without_sending()
    {
        await using var server = await MailServer.StartAsync(_authority, o => (o["user"], o["password"]) = ("eve", Password));
        var probe = MailConnector.Definition.Probe!;

        var good = await probe(Connect(server.Port, _authority, secret: Login()), TestContext.Current.CancellationToken);
        var bad = await probe(Connect(server.Port, _authority, secret: Login("wrong")), TestContext.Current.CancellationToken);

        Assert.True(good.Ok, good.Message);
        Assert.False(bad.Ok);
        Assert.Contains("refuses the login", bad.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\r\n.\r\n..b\r\n", "a\r\n..\r\n...b\r\n.\r\n")]
    [InlineData(".a\nb\rc", "..a\r\nb\r\nc\r\n.\r\n")]
    [InlineData("\r\n.\r\nMAIL FROM:<x@y>\r\n", "\r\n..\r\nMAIL FROM:<x@y>\r\n.\r\n")]
    [InlineData("a\r.\rb", "a\r\n..\r\nb\r\n.\r\n")]
    [InlineData("", ".\r\n")]
    public void Lets_no_line_of_a_mail_end_it(string text, string sent) =>
        Assert.Equal(sent, Encoding.ASCII.GetString(DotStuffing.Apply(Encoding.ASCII.GetBytes(text))));

    /// <summary>Plays a server: says its greeting, then one reply for each command; after 354 it reads the mail first.</summary>
    private static async Task<List<string>> AnswerAsync(TcpListener listener, params string[] replies)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        var commands = new List<string>();
        foreach (var reply in replies)
        {
            await writer.WriteLineAsync(reply);
            string? line = null;
            do
            {
                line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
            } while (line is not (null or ".") && reply.StartsWith("354", StringComparison.Ordinal));
            if (line is null)
            {
                break;
            }

            commands.Add(line);
        }

        return commands;
    }
}
