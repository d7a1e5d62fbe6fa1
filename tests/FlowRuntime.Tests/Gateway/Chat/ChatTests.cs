using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowRuntime.Conversations;
using FlowRuntime.Gateway.Chat;
using FlowRuntime.Gateway.DirectLine;
using FlowRuntime.Library;
using FlowRuntime.Tests.Gateway.DirectLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TestKit;

namespace FlowRuntime.Tests.Gateway.Chat;

public sealed partial class ChatTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private readonly FakeLibrary _library = new();
    private readonly FakeConversations _conversations;
    private readonly WebApplication _app;
    private HttpClient? _client;

    public ChatTests()
    {
        _conversations = new FakeConversations(_time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<ChatOptions>(o => o.TokensPerMinute = 5);
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddSingleton<IFlowLibrary>(_library);
        builder.Services.AddSingleton<IConversations>(_conversations);
        builder.Services.AddSingleton<IConversationEvents>(_conversations);
        builder.Services.AddSingleton<IChannelSecretStore>(new DirectLineHost.MemorySecretStore());
        builder.Services.AddDirectLine().AddChat();
        _app = builder.Build();
        _app.UseWebSockets();
        _app.MapDirectLine();
        _app.MapChat();
    }

    private HttpClient Client => _client!; // set before each test

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync();
        // Cookies by hand: their attributes are what is tested.
        _client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_published_bot_has_a_page_that_loads_the_widget_and_nothing_from_elsewhere()
    {
        using var response = await Client.GetAsync(new Uri("/chat/shop", UriKind.Relative), TestContext.Current.CancellationToken);

        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        var nonce = Nonce().Match(policy).Groups[1].Value;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("data-flow-chat=\"/chat/shop/token\" data-name=\"Shop assistant\" data-language=\"en\" dir=\"ltr\"", html, StringComparison.Ordinal);
        Assert.Contains($"<script type=\"module\" src=\"/client/widget.js\" nonce=\"{nonce}\">", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'self'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_two_pages_have_the_same_nonce()
    {
        using var first = await Client.GetAsync(new Uri("/chat/shop", UriKind.Relative), TestContext.Current.CancellationToken);
        using var second = await Client.GetAsync(new Uri("/chat/shop", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.NotEqual(
            first.Headers.GetValues("Content-Security-Policy").Single(),
            second.Headers.GetValues("Content-Security-Policy").Single()
        );
    }

    [Fact]
    public async Task There_is_no_secret_in_the_page()
    {
        var secret = await _app.Services.GetRequiredService<IDirectLineSecrets>().GetOrCreateAsync("shop", TestContext.Current.CancellationToken);

        var html = await Client.GetStringAsync(new Uri("/chat/shop", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.DoesNotContain(secret.Split('.')[1], html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_of_a_bot_is_text_in_the_page()
    {
        _library.Name = "\"><script>alert(1)</script>";

        var html = await Client.GetStringAsync(new Uri("/chat/shop", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_that_speaks_arabic_has_a_page_from_right_to_left()
    {
        _library.Language = "ar";

        var html = await Client.GetStringAsync(new Uri("/chat/shop", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("data-language=\"ar\" dir=\"rtl\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", 1)]
    [InlineData("shop", null)]
    public async Task A_bot_that_is_missing_or_was_never_published_has_a_page_that_says_so(string bot, int? version)
    {
        _library.LiveVersion = version;

        using var page = await Client.GetAsync(new Uri($"/chat/{bot}", UriKind.Relative), TestContext.Current.CancellationToken);
        using var token = await TokenAsync(bot: bot);

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("not open", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, token.StatusCode);
    }

    [Fact]
    public async Task An_environment_has_an_address_of_its_own_while_it_runs_a_version()
    {
        using var before = await Client.GetAsync(new Uri("/chat/shop@test", UriKind.Relative), TestContext.Current.CancellationToken);
        _library.TestVersion = 2;

        var html = await Client.GetStringAsync(new Uri("/chat/shop@test", UriKind.Relative), TestContext.Current.CancellationToken);
        using var token = await TokenAsync(bot: "shop@test");
        using var twice = await Client.GetAsync(new Uri("/chat/shop@live", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Contains("data-flow-chat=\"/chat/shop@test/token\"", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, token.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, twice.StatusCode);
    }

    [Fact]
    public async Task The_page_gets_a_token_that_starts_a_conversation_of_a_verified_visitor()
    {
        var grant = await GrantAsync();

        using var start = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/conversations");
        start.Headers.Authorization = new AuthenticationHeaderValue("Bearer", grant.GetProperty("token").GetString());
        using var started = await Client.SendAsync(start, TestContext.Current.CancellationToken);

        var opened = Assert.Single(_conversations.Opened);
        Assert.Equal(HttpStatusCode.Created, started.StatusCode);
        Assert.Equal(grant.GetProperty("conversationId").GetString(), opened.ConversationId);
        Assert.StartsWith("dl_", opened.ContactId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_resumes_the_conversation_and_no_script_can_read_it()
    {
        using var first = await TokenAsync();
        var cookie = CookieOf(first);

        using var second = await TokenAsync(cookie: cookie);

        Assert.Equal(await ConversationOf(first), await ConversationOf(second));
        Assert.Matches("; path=/chat/shop; samesite=lax; httponly$", first.Headers.GetValues("Set-Cookie").Single());
    }

    [Fact]
    public async Task Behind_TLS_the_cookie_is_secure()
    {
        using var response = await TokenAsync(change: r => r.Headers.Add("X-Forwarded-Proto", "https"));

        Assert.Contains("; secure;", response.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starting_over_gives_the_same_visitor_a_new_conversation()
    {
        using var first = await TokenAsync();

        using var second = await TokenAsync(query: "?startOver=true", cookie: CookieOf(first));

        using var third = await TokenAsync(cookie: CookieOf(second));
        Assert.NotEqual(await ConversationOf(first), await ConversationOf(second));
        Assert.Equal(await ConversationOf(second), await ConversationOf(third));
        Assert.Equal(await UserOf(first), await UserOf(second));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    public async Task A_cookie_that_is_not_ours_starts_anew(string cookie)
    {
        using var response = await TokenAsync(cookie: cookie);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_token_of_a_conversation_is_no_cookie()
    {
        using var first = await TokenAsync();
        var token = (await DirectLineHost.JsonOf(first)).GetProperty("token").GetString()!;

        using var second = await TokenAsync(cookie: token);

        Assert.NotEqual(await ConversationOf(first), await ConversationOf(second));
    }

    [Fact]
    public async Task A_cookie_is_forgotten_after_its_days()
    {
        using var first = await TokenAsync();
        _time.Advance(TimeSpan.FromDays(30));

        using var second = await TokenAsync(cookie: CookieOf(first));

        Assert.NotEqual(await ConversationOf(first), await ConversationOf(second));
    }

    [Fact]
    public async Task Only_our_own_page_and_listed_origins_get_tokens()
    {
        _library.ChatSettings = """{ "origins": [ "https://shop.example/", 7, "nonsense" ] }""";

        using var own = await TokenAsync(origin: _app.Urls.Single());
        using var listed = await TokenAsync(origin: "https://shop.example");
        using var foreign = await TokenAsync(origin: "https://evil.example");
        using var sandboxed = await TokenAsync(origin: "null");

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(HttpStatusCode.OK, listed.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Equal("UntrustedOrigin", await DirectLineHost.ErrorCodeOf(foreign));
        Assert.Equal(HttpStatusCode.Forbidden, sandboxed.StatusCode);
    }

    [Fact]
    public async Task Listed_origins_may_frame_the_page()
    {
        _library.ChatSettings = """{ "origins": [ "https://shop.example/path" ] }""";

        using var response = await Client.GetAsync(new Uri("/chat/shop", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.EndsWith(
            "frame-ancestors 'self' https://shop.example",
            response.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_address_that_asks_for_too_many_tokens_is_told_when_to_come_back()
    {
        for (var i = 0; i < 5; i++)
        {
            using var taken = await TokenAsync();
            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        }

        using var response = await TokenAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60); // the client parsed the header
        Assert.Equal("TooManyRequests", await DirectLineHost.ErrorCodeOf(response));
    }

    [GeneratedRegex("script-src 'nonce-([^']+)'")]
    private static partial Regex Nonce();

    private async Task<HttpResponseMessage> TokenAsync(
        string bot = "shop",
        string query = "",
        string? cookie = null,
        string? origin = null,
        Action<HttpRequestMessage>? change = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/chat/{bot}/token{query}");
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", $"fs-chat={cookie}");
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        change?.Invoke(request);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<JsonElement> GrantAsync()
    {
        using var response = await TokenAsync();
        return await DirectLineHost.JsonOf(response);
    }

    private static string CookieOf(HttpResponseMessage response) =>
        response.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=', 2)[1];

    private static async Task<string?> ConversationOf(HttpResponseMessage response) =>
        (await DirectLineHost.JsonOf(response)).GetProperty("conversationId").GetString();

    private static async Task<string?> UserOf(HttpResponseMessage response)
    {
        var token = (await DirectLineHost.JsonOf(response)).GetProperty("token").GetString()!;
        var payload = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]));
        return payload.RootElement.GetProperty("user").GetString();
    }
}
