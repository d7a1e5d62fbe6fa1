using System.Net;
using FlowRuntime.Tests.Gateway.Management;
using FlowRuntime.Tests.Running;

namespace FlowRuntime.Tests.Gateway.Hooks;

/// <summary>CloudEvents 1.0 in each of their forms.</summary>
public sealed class CloudEventTests
{
    private const string Tell = """ "first": { "type": "say", "config": { "text": "{{ event.cloudEvent.type }} {{ event.cloudEvent.source }} {{ event.body.id }}" } } """;

    [Fact]
    public async Task A_binary_and_a_structured_event_read_the_same_and_each_event_counts_once()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishOpenAsync(Tell);
        const string Structured = """{ "specversion": "1.0", "id": "e1", "source": "/shop", "type": "order.paid", "data": { "id": 7 } }""";

        using var binary = await studio.CallAsync(
            """{ "id": 7 }""",
            headers: [("ce-specversion", "1.0"), ("ce-id", "e1"), ("ce-source", "/shop"), ("ce-type", "order.paid")]
        );
        using var structured = await studio.CallAsync(Structured, "application/cloudevents+json; charset=utf-8");
        using var other = await studio.CallAsync(Structured.Replace("e1", "e2", StringComparison.Ordinal), "application/cloudevents+json");
        await studio.WhenCompletedAsync("shop", 2);

        Assert.Equal(HttpStatusCode.Accepted, binary.StatusCode);
        Assert.Equal(await binary.TextAsync(), await structured.TextAsync());
        Assert.Equal(HttpStatusCode.Accepted, other.StatusCode);
        Assert.Equal(["order.paid /shop 7", "order.paid /shop 7"], await studio.HeadlessWordsAsync("shop"));
    }

    [Fact]
    public async Task Each_event_of_a_batch_has_a_run_of_its_own_once()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishOpenAsync(Tell);
        const string Batch = """
            [ { "specversion": "1.0", "id": "e1", "source": "/shop", "type": "paid", "data": { "id": 1 } },
              { "specversion": "1.0", "id": "e2", "source": "/shop", "type": "paid", "data_base64": "eyJpZCI6Mn0=" },
              { "specversion": "1.0", "id": "e1", "source": "/shop", "type": "paid", "data": { "id": 1 } } ]
            """;

        using var first = await studio.CallAsync(Batch, "application/cloudevents-batch+json");
        using var again = await studio.CallAsync(Batch, "application/cloudevents-batch+json");
        await studio.WhenCompletedAsync("shop", 2);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, again.StatusCode));
        Assert.Equal(await first.TextAsync(), await again.TextAsync());
        Assert.Equal(["paid /shop 1", "paid /shop 2"], (await studio.HeadlessWordsAsync("shop")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("application/cloudevents+json", """{ "specversion": "0.3", "id": "e", "source": "s", "type": "t" }""", HttpStatusCode.BadRequest)]
    [InlineData("application/cloudevents+json", """{ "specversion": "1.0", "id": "e", "type": "t" }""", HttpStatusCode.BadRequest)]
    [InlineData("application/cloudevents+json", "[]", HttpStatusCode.BadRequest)]
    [InlineData("application/cloudevents-batch+json", "{}", HttpStatusCode.BadRequest)]
    [InlineData("application/cloudevents+avro", "x", HttpStatusCode.UnsupportedMediaType)]
    public async Task What_is_no_event_is_refused_and_starts_nothing(string type, string body, HttpStatusCode status)
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishOpenAsync(Tell);

        using var answer = await studio.CallAsync(body, type);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("https://flowstudio.dev/problems/hook.cloudEvent", (await answer.JsonAsync()).GetProperty("type").GetString());
        Assert.Empty(await studio.RunsAsync("shop"));
    }

    [Fact]
    public async Task A_sender_that_asks_first_is_allowed_with_a_rate()
    {
        await using var studio = await RunningStudio.StartAsync();
        await studio.PublishOpenAsync(Tell);
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri("/hooks/shop/orders", UriKind.Relative));
        request.Headers.Add("WebHook-Request-Origin", "events.example");
        request.Headers.Add("WebHook-Request-Callback", "https://events.example/confirm");
        request.Headers.Add("WebHook-Request-Rate", "120");

        using var answer = await studio.Http.SendAsync(request, RunningStudio.Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            ("events.example", "120", "POST"),
            (
                answer.Headers.GetValues("WebHook-Allowed-Origin").Single(),
                answer.Headers.GetValues("WebHook-Allowed-Rate").Single(),
                answer.Content.Headers.Allow.Single()
            )
        );
    }
}
