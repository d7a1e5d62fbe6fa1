using System.Globalization;
using System.Net;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowRuntime.Connections.Calling;
using Microsoft.AspNetCore.Http;

namespace FlowRuntime.Tests.Connections.Calling;

/// <summary>Answers that are used again. The server numbers its answers, so that a test sees which one it got.</summary>
public sealed class CachingTests
{
    private static readonly CachePolicy Policy = new(TimeSpan.FromMinutes(1), TimeSpan.Zero, ["products"]);
    private int _count;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Uses_an_answer_again_while_it_is_fresh()
    {
        await using var system = await StartAsync(http => http.Response.Headers.ContentLanguage = "en");

        Assert.Equal("1", await ReadAsync(system));
        system.Time.Advance(TimeSpan.FromSeconds(59));
        using var again = await system.SendAsync(Request(""));
        Assert.Equal("1", await again.Content.ReadAsStringAsync(Token));
        Assert.Equal((TimeSpan.FromSeconds(59), "en"), (again.Headers.Age, again.Content.Headers.ContentLanguage.Single()));
        Assert.Equal((1L, 1, 1L), (system.State.Calls, system.State.CachedAnswers, system.State.CacheHits));
        system.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("2", await ReadAsync(system));
    }

    [Fact]
    public async Task Keeps_nothing_of_operations_that_declare_nothing()
    {
        await using var system = await StartAsync();

        await CalledSystem.TextAsync(system.GetAsync());

        Assert.Equal("2", await CalledSystem.TextAsync(system.GetAsync()));
    }

    [Fact]
    public async Task Asks_anew_for_who_wants_the_newest_and_keeps_that_answer()
    {
        await using var system = await StartAsync();
        await ReadAsync(system);

        Assert.Equal("2", await ReadAsync(system, fresh: true));

        Assert.Equal("2", await ReadAsync(system));
    }

    [Fact]
    public async Task Gives_a_stale_answer_out_while_one_call_renews_it()
    {
        var gate = new TaskCompletionSource();
        gate.SetResult();
        await using var system = await StartAsync(before: () => gate.Task);
        var policy = Policy with { StaleFor = TimeSpan.FromMinutes(5) };
        await ReadAsync(system, policy: policy);
        system.Time.Advance(TimeSpan.FromMinutes(2));
        gate = new TaskCompletionSource();

        Assert.Equal(["1", "1", "1"], await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ReadAsync(system, policy: policy))));
        gate.SetResult();

        await Until.IsAsync(async () => await ReadAsync(system, policy: policy) == "2");
        Assert.Equal(2, _count);
    }

    [Fact]
    public async Task Serves_the_stale_answer_on_while_its_renewal_fails()
    {
        await using var system = await StartAsync(http => http.Response.StatusCode = _count == 1 ? 200 : 500);
        var policy = Policy with { StaleFor = TimeSpan.FromMinutes(5) };
        await ReadAsync(system, policy: policy);
        system.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("1", await ReadAsync(system, policy: policy));
        await Until.IsAsync(() => system.State.Calls == 2);

        Assert.Equal("1", await ReadAsync(system, policy: policy));
        await Until.IsAsync(() => system.State.Running == 0);
        system.Time.Advance(TimeSpan.FromMinutes(5));
        using var late = await system.SendAsync(Request("", policy));
        Assert.Equal(HttpStatusCode.InternalServerError, late.StatusCode);
    }

    [Theory]
    [InlineData("ETag", "\"v1\"", "If-None-Match")]
    [InlineData("Last-Modified", "Sun, 01 Mar 2026 09:00:00 GMT", "If-Modified-Since")]
    public async Task Asks_whether_an_old_answer_still_holds(string validator, string value, string condition)
    {
        var sent = new List<string?>();
        await using var system = await StartAsync(http =>
        {
            http.Response.Headers[validator] = value;
            sent.Add(http.Request.Headers[condition]);
            http.Response.StatusCode = sent[^1] == value ? 304 : 200;
        });
        await ReadAsync(system);
        system.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("1", await ReadAsync(system));
        Assert.Equal([null, value], sent);
        system.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("1", await ReadAsync(system));

        Assert.Equal(2, sent.Count);
    }

    [Fact]
    public async Task Asks_once_for_all_who_ask_at_the_same_time()
    {
        var gate = new TaskCompletionSource();
        await using var system = await StartAsync(before: () => gate.Task);

        var reads = Enumerable.Range(0, 20).Select(_ => ReadAsync(system)).ToList();
        gate.SetResult();

        Assert.All(await Task.WhenAll(reads), text => Assert.Equal("1", text));
        Assert.Equal(1, _count);
    }

    [Fact]
    public async Task Asks_on_for_the_others_when_the_first_gives_up()
    {
        var gate = new TaskCompletionSource();
        await using var system = await StartAsync(before: () => gate.Task);
        using var stop = new CancellationTokenSource();
        var first = system.SendAsync(Request(""), stop.Token);
        await Until.IsAsync(() => system.Seen.Count == 1);
        var second = ReadAsync(system);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        Assert.Equal("1", await second);
    }

    [Fact]
    public async Task Tells_all_who_asked_together_when_the_call_fails()
    {
        var gate = new TaskCompletionSource();
        await using var system = await StartAsync(http => http.Abort(), before: () => gate.Task);

        var reads = Enumerable.Range(0, 3).Select(_ => ReadAsync(system)).ToList();
        gate.SetResult();

        foreach (var read in reads)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => read);
        }

        Assert.Equal(1, _count);
    }

    [Fact]
    public async Task Keeps_answers_to_different_requests_apart()
    {
        await using var system = await StartAsync();

        Assert.Equal("1", await ReadAsync(system, "a?x=1"));
        Assert.Equal("2", await ReadAsync(system, "a?x=2"));
        Assert.Equal("3", await ReadAsync(system, "a?x=1", header: ("X-Customer", "42")));
        Assert.Equal("4", await ReadAsync(system, "a?x=1", header: ("Accept-Language", "de")));
        Assert.Equal("1", await ReadAsync(system, "a?x=1", header: ("Idempotency-Key", "k")));
        Assert.Equal("3", await ReadAsync(system, "a?x=1", header: ("X-Customer", "42")));
    }

    [Fact]
    public async Task Keeps_a_search_by_post_apart_by_its_body()
    {
        await using var system = await StartAsync();

        Assert.Equal("1", await SearchAsync("hat"));
        Assert.Equal("2", await SearchAsync("coat"));
        Assert.Equal("1", await SearchAsync("hat"));

        async Task<string> SearchAsync(string text)
        {
            var request = Request("search");
            request.Method = HttpMethod.Post;
            request.Content = new StringContent(text);
            return await CalledSystem.TextAsync(system.SendAsync(request));
        }
    }

    [Theory]
    [InlineData("Cache-Control", "no-store")]
    [InlineData("Cache-Control", "private, no-store, max-age=0")]
    [InlineData("Cache-Control", "no-cache")]
    [InlineData("Cache-Control", "max-age=0, must-revalidate")]
    [InlineData("Vary", "*")]
    public async Task Heeds_what_forbids_to_use_an_answer_again(string header, string value)
    {
        await using var system = await StartAsync(http => http.Response.Headers[header] = value);
        var policy = Policy with { StaleFor = TimeSpan.FromMinutes(5) };
        await ReadAsync(system, policy: policy);

        Assert.Equal("2", await ReadAsync(system, policy: policy));
    }

    [Fact]
    public async Task Keeps_what_is_forbidden_where_the_operation_says_so()
    {
        await using var system = await StartAsync(http => http.Response.Headers.CacheControl = "no-cache, must-revalidate, max-age=0, no-store, private");
        var policy = Policy with { DespiteCacheControl = true };
        await ReadAsync(system, policy: policy);

        Assert.Equal("1", await ReadAsync(system, policy: policy));
    }

    [Fact]
    public async Task Keeps_private_answers_because_the_cache_belongs_to_one_credential()
    {
        await using var system = await StartAsync(http => http.Response.Headers.CacheControl = "private");
        await ReadAsync(system);
        Assert.Equal("1", await ReadAsync(system));

        await system.SaveAsync(token: "another");

        Assert.Equal("2", await ReadAsync(system));
    }

    [Fact]
    public async Task Keeps_no_failures()
    {
        await using var system = await StartAsync(http => http.Response.StatusCode = 404);
        await ReadAsync(system);

        Assert.Equal("2", await ReadAsync(system));
    }

    [Fact]
    public async Task Forgets_by_tag_or_all()
    {
        await using var system = await StartAsync();
        await ReadAsync(system, "products");
        await ReadAsync(system, "orders", Policy with { Tags = ["orders"] });

        Assert.Equal(0, system.Cache.Purge("shop", "other"));
        Assert.Equal(0, system.Cache.Purge("elsewhere", null));
        Assert.Equal(0, system.Cache.Purge("sho", null));
        Assert.Equal(1, system.Cache.Purge("shop", "products"));
        Assert.Equal("3", await ReadAsync(system, "products"));
        Assert.Equal("2", await ReadAsync(system, "orders"));
        Assert.Equal(2, system.Cache.Purge("shop", null));

        Assert.Equal("4", await ReadAsync(system, "orders"));
    }

    [Fact]
    public async Task Does_not_keep_an_answer_that_was_asked_for_before_a_purge()
    {
        var gate = new TaskCompletionSource();
        await using var system = await StartAsync(before: () => gate.Task);
        var before = ReadAsync(system);
        await Until.IsAsync(() => system.Seen.Count == 1);

        system.Cache.Purge("shop", null);
        var after = ReadAsync(system);
        gate.SetResult();
        await Task.WhenAll(before, after);

        Assert.Equal(2, _count);
        Assert.Equal(1, system.State.CachedAnswers);
        Assert.Equal(await after, await ReadAsync(system));
    }

    [Fact]
    public async Task Forgets_what_was_written_to()
    {
        await using var system = await StartAsync();
        await ReadAsync(system, "products/7");
        await ReadAsync(system, "products/8");

        (await system.SendAsync(new HttpRequestMessage(HttpMethod.Put, "products/7") { Content = new StringContent("{}") })).Dispose();

        Assert.Equal("4", await ReadAsync(system, "products/7"));
        Assert.Equal("2", await ReadAsync(system, "products/8"));
    }

    [Fact]
    public async Task Forgets_what_was_not_used_for_longest_when_it_is_full()
    {
        await using var system = await StartAsync(options: o => (o.CacheBytes, o.CachedAnswerBytes) = (20_000, 5_000));
        for (var i = 0; i < 40; i++)
        {
            await ReadAsync(system, $"{i}");
            system.Time.Advance(TimeSpan.FromSeconds(0.1));
            await ReadAsync(system, "0");
        }

        Assert.InRange(system.State.CachedAnswers, 2, 30);
        Assert.Equal("1", await ReadAsync(system, "0"));
        Assert.Equal("40", await ReadAsync(system, "39"));
        Assert.Equal("41", await ReadAsync(system, "1"));
    }

    [Fact]
    public async Task Does_not_keep_an_answer_that_is_too_large()
    {
        await using var system = await StartAsync(options: o => o.CachedAnswerBytes = 10);
        await ReadAsync(system);

        Assert.Equal("2", await ReadAsync(system));
        Assert.Equal(0, system.State.CachedAnswers);
    }

    [Fact]
    public async Task Spares_no_turn_for_an_answer_that_it_has()
    {
        await using var system = await StartAsync(settings: new CallingSettings(Permits: 1, PerSeconds: 3_600, QueueSeconds: 0));
        await ReadAsync(system);

        Assert.Equal("1", await ReadAsync(system));

        await Assert.ThrowsAsync<ConnectionRefusedException>(() => ReadAsync(system, "other"));
    }

    private Task<CalledSystem> StartAsync(
        Action<HttpContext>? answer = null,
        Func<Task>? before = null,
        CallingSettings? settings = null,
        Action<CallingOptions>? options = null
    ) =>
        CalledSystem.StartAsync(
            async http =>
            {
                var number = Interlocked.Increment(ref _count);
                await (before?.Invoke() ?? Task.CompletedTask);
                answer?.Invoke(http);
                if (http.Response.StatusCode != 304)
                {
                    await http.Response.WriteAsync(number.ToString(CultureInfo.InvariantCulture));
                }
            },
            settings,
            options
        );

    private static Task<string> ReadAsync(
        CalledSystem system,
        string path = "",
        CachePolicy? policy = null,
        bool fresh = false,
        (string Name, string Value)? header = null
    )
    {
        var request = Request(path, policy);
        request.Options.Set(CallOptions.Fresh, fresh);
        if (header is { } one)
        {
            request.Headers.Add(one.Name, one.Value);
        }

        return CalledSystem.TextAsync(system.SendAsync(request));
    }

    private static HttpRequestMessage Request(string path, CachePolicy? policy = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Options.Set(CallOptions.Cache, policy ?? Policy);
        return request;
    }
}
