using System.IO.Compression;
using System.Net;
using System.Text;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowRuntime.Connections.Calling;
using Microsoft.AspNetCore.Http;

namespace FlowRuntime.Tests.Connections.Calling;

/// <summary>Calls over a connection to a real server.</summary>
public sealed class PipelineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("raw-deflate")]
    [InlineData("br")]
    public async Task Unpacks_answers(string encoding)
    {
        var text = string.Concat(Enumerable.Repeat("Good day! ", 1_000));
        await using var system = await CalledSystem.StartAsync(http => PackedAsync(http, encoding, Encoding.UTF8.GetBytes(text)));

        using var answer = await system.GetAsync();

        Assert.Equal(text, await answer.Content.ReadAsStringAsync(Token));
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("gzip", 3_000_000, 100_000_000)]
    [InlineData("br", 3_000_000, 100_000_000)]
    [InlineData("deflate", 60_000, 50_000)]
    public async Task Refuses_an_answer_that_unpacks_to_a_multiple_or_to_too_much(string encoding, int length, int maxBytes)
    {
        await using var system = await CalledSystem.StartAsync(http => PackedAsync(http, encoding, new byte[length]));

        var exchange = await system.CallAsync("", TimeSpan.FromSeconds(30), maxBytes);

        Assert.Equal(NoAnswer.TooLarge, Assert.IsType<Exchange.Unanswered>(exchange).Reason);
        Assert.Equal("too-large", system.State.LastError?.Code);
    }

    [Fact]
    public async Task Tells_a_broken_packed_answer_from_a_good_one()
    {
        await using var system = await CalledSystem.StartAsync(http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            return http.Response.WriteAsync("this is not packed");
        });

        var failed = await Assert.ThrowsAsync<HttpRequestException>(() => system.GetAsync());

        Assert.Equal(HttpRequestError.InvalidResponse, failed.HttpRequestError);
    }

    [Fact]
    public async Task Stops_reading_an_answer_without_end()
    {
        await using var system = await CalledSystem.StartAsync(async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(new byte[8_192], http.RequestAborted);
            }
        });

        var exchange = await system.CallAsync("", TimeSpan.FromSeconds(30), 100_000);

        Assert.Equal(NoAnswer.TooLarge, Assert.IsType<Exchange.Unanswered>(exchange).Reason);
        Assert.Equal(0, system.State.Running);
    }

    [Fact]
    public async Task Follows_redirects_of_reads_within_the_origin_with_the_credential()
    {
        await using var system = await CalledSystem.StartAsync(http =>
        {
            if (http.Request.Path == "/old")
            {
                http.Response.Redirect("/new?x=1");
                return Task.CompletedTask;
            }

            return http.Response.WriteAsync(http.Request.QueryString.Value!);
        });

        Assert.Equal("?x=1", await CalledSystem.TextAsync(system.GetAsync("old")));

        Assert.Equal([("/old", "Bearer t"), ("/new", "Bearer t")], system.Seen);
    }

    [Theory]
    [InlineData("POST", "/elsewhere")]
    [InlineData("PUT", "/elsewhere")]
    [InlineData("GET", "https://evil.test/")]
    [InlineData("GET", "//evil.test/")]
    [InlineData("GET", "http://169.254.169.254/latest/meta-data/")]
    [InlineData("GET", "http://user:secret@127.0.0.1/")]
    public async Task Gives_other_redirects_to_the_caller(string method, string location)
    {
        await using var system = await CalledSystem.StartAsync(http =>
        {
            http.Response.StatusCode = 307;
            http.Response.Headers.Location = location;
            return Task.CompletedTask;
        });

        using var answer = await system.SendAsync(new HttpRequestMessage(new HttpMethod(method), "start"));

        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        Assert.Single(system.Seen);
    }

    [Fact]
    public async Task Does_not_follow_a_redirect_above_the_connections_path()
    {
        await using var system = await CalledSystem.StartAsync(http =>
        {
            http.Response.Redirect("/admin");
            return Task.CompletedTask;
        });
        await system.SaveAsync(path: "/api/");

        using var answer = await system.GetAsync("x");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Single(system.Seen);
    }

    [Fact]
    public async Task Gives_up_on_a_circle_of_redirects()
    {
        await using var system = await CalledSystem.StartAsync(http =>
        {
            http.Response.Redirect("/again");
            return Task.CompletedTask;
        });

        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(() => system.GetAsync("again"));

        Assert.Equal("connection.redirects", refused.Code);
        Assert.Equal(6, system.Seen.Count);
    }

    [Fact]
    public async Task Waits_after_an_answer_that_asks_for_it_instead_of_failing()
    {
        var isFirst = true;
        await using var system = await CalledSystem.StartAsync(http =>
        {
            if (isFirst)
            {
                isFirst = false;
                http.Response.StatusCode = 429;
                http.Response.Headers.RetryAfter = "5";
            }

            return Task.CompletedTask;
        });
        using var refused = await system.GetAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(system.Time.GetUtcNow() + TimeSpan.FromSeconds(5), system.State.ThrottledUntil);

        var next = system.GetAsync();
        await Until.IsAsync(() => system.State.Queued == 1);
        Assert.Single(system.Seen);
        system.Time.Advance(TimeSpan.FromSeconds(5));

        using var answer = await next;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(("status.429", 1L), (system.State.LastError?.Code, system.State.Failures));
    }

    [Fact]
    public async Task Shares_the_limit_of_calls_at_once_between_all_who_open_the_connection()
    {
        var (release, running, most) = (new TaskCompletionSource(), 0, 0);
        await using var system = await CalledSystem.StartAsync(
            async http =>
            {
                var now = Interlocked.Increment(ref running);
                most = Math.Max(most, now);
                await release.Task;
                Interlocked.Decrement(ref running);
            },
            new CallingSettings(Concurrency: 2)
        );

        var calls = Enumerable.Range(0, 6).Select(_ => system.GetAsync()).ToList();
        await Until.IsAsync(() => running == 2 && system.State is { Running: 2, Queued: 4 });
        release.SetResult();
        foreach (var call in calls)
        {
            (await call).Dispose();
        }

        Assert.Equal(2, most);
        Assert.Equal((0, 0, 6L), (system.State.Running, system.State.Queued, system.State.Calls));
    }

    [Fact]
    public async Task Tells_a_call_that_never_got_its_turn_from_one_that_was_not_answered()
    {
        var release = new TaskCompletionSource();
        await using var system = await CalledSystem.StartAsync(_ => release.Task, new CallingSettings(Concurrency: 1));
        var slow = system.CallAsync("slow", TimeSpan.FromSeconds(15));
        await Until.IsAsync(() => system.Seen.Count == 1);
        var waiting = system.CallAsync("waiting", TimeSpan.FromSeconds(10));
        await Until.IsAsync(() => system.State.Queued == 1);

        system.Time.Advance(TimeSpan.FromSeconds(10));
        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(() => waiting);
        system.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(("connection.busy", true), (refused.Code, refused.Retryable));
        Assert.Equal(NoAnswer.TimedOut, Assert.IsType<Exchange.Unanswered>(await slow).Reason);
        Assert.Equal("/slow", Assert.Single(system.Seen).Path);
        Assert.Equal(("timeout", 1L), (system.State.LastError?.Code, system.State.Failures));
        release.SetResult();
    }

    [Fact]
    public async Task Ends_a_call_after_the_connections_own_time()
    {
        await using var system = await CalledSystem.StartAsync(
            http => Task.Delay(Timeout.Infinite, http.RequestAborted),
            new CallingSettings(TimeoutSeconds: 3)
        );
        var call = system.GetAsync();
        await Until.IsAsync(() => system.Seen.Count == 1);

        system.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.IsType<TimeoutException>((await Assert.ThrowsAsync<TaskCanceledException>(() => call)).InnerException);
    }

    [Fact]
    public async Task Leaves_a_system_alone_that_fails_and_tries_again_later()
    {
        var isBroken = true;
        await using var system = await CalledSystem.StartAsync(http =>
        {
            http.Response.StatusCode = isBroken ? 503 : 200;
            return Task.CompletedTask;
        });
        for (var i = 0; i < 10; i++)
        {
            (await system.GetAsync()).Dispose();
        }

        var refused = await Assert.ThrowsAsync<ConnectionRefusedException>(() => system.GetAsync());
        Assert.Equal(("connection.open", true), (refused.Code, refused.Retryable));
        Assert.Equal((10, BreakerState.Open), (system.Seen.Count, system.State.Breaker));

        isBroken = false;
        system.Time.Advance(TimeSpan.FromSeconds(15));
        (await system.GetAsync()).Dispose();

        Assert.Equal(BreakerState.Closed, system.State.Breaker);
    }

    [Fact]
    public async Task Does_not_blame_the_system_for_a_run_that_was_stopped_or_a_call_that_it_refuses()
    {
        await using var system = await CalledSystem.StartAsync(http =>
        {
            http.Response.StatusCode = 404;
            return http.Request.Path == "/slow" ? Task.Delay(Timeout.Infinite, http.RequestAborted) : Task.CompletedTask;
        });
        for (var i = 1; i <= 12; i++)
        {
            (await system.GetAsync()).Dispose();
            using var stop = new CancellationTokenSource();
            var stopped = system.GetAsync("slow", stop.Token);
            await Until.IsAsync(() => system.Seen.Count == 2 * i);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        }

        Assert.Equal((BreakerState.Closed, 0L, 0), (system.State.Breaker, system.State.Failures, system.State.Running));
    }

    [Fact]
    public async Task Sends_a_write_once_even_when_it_fails()
    {
        await using var system = await CalledSystem.StartAsync(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<HttpRequestException>(() => system.SendAsync(new HttpRequestMessage(HttpMethod.Post, "orders") { Content = new StringContent("{}") }));

        Assert.Single(system.Seen);
        Assert.Equal("interrupted", system.State.LastError?.Code);
    }

    [Fact]
    public async Task Keeps_the_pace_that_an_admin_set()
    {
        await using var system = await CalledSystem.StartAsync(settings: new CallingSettings(Permits: 2, PerSeconds: 10));
        (await system.GetAsync()).Dispose();
        (await system.GetAsync()).Dispose();
        Assert.Equal((0.0, 0.2), (system.State.PermitsLeft, system.State.PermitsPerSecond));

        var third = system.GetAsync();
        await Until.IsAsync(() => system.State.Queued == 1);
        system.Time.Advance(TimeSpan.FromSeconds(5));
        (await third).Dispose();

        Assert.Equal(3, system.Seen.Count);
    }

    [Fact]
    public async Task Reports_latency_and_counts()
    {
        await using var system = await CalledSystem.StartAsync();
        Assert.Equal((0L, null, BreakerState.Closed), (system.State.Calls, system.State.LatencyP50, system.State.Breaker));

        (await system.GetAsync()).Dispose();

        var state = system.State;
        Assert.Equal(("shop", 1L, 0L, 100, 1_000), (state.Connection, state.Calls, state.Failures, state.Concurrency, state.QueueLength));
        Assert.Equal((0.0, 0.0), (state.LatencyP50, state.LatencyP95));
        Assert.Null(state.LastError);
    }

    private static async Task PackedAsync(HttpContext http, string encoding, byte[] body)
    {
        http.Response.ContentType = "text/plain";
        http.Response.Headers.ContentEncoding = encoding == "raw-deflate" ? "deflate" : encoding;
        await using Stream packing = encoding switch
        {
            "gzip" => new GZipStream(http.Response.Body, CompressionLevel.Optimal),
            "deflate" => new ZLibStream(http.Response.Body, CompressionLevel.Optimal),
            "br" => new BrotliStream(http.Response.Body, CompressionLevel.Optimal),
            _ => new DeflateStream(http.Response.Body, CompressionLevel.Optimal),
        };
        await packing.WriteAsync(body, Token);
    }
}
