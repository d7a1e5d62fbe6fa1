using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Testing;
using FlowRuntime.Gateway.Hooks;
using FlowRuntime.Tests.Running;

namespace FlowRuntime.Tests.Gateway.Hooks;

/// <summary>A bot <c>shop</c> with one webhook <c>orders</c> that anybody may call.</summary>
internal static class HookSteps
{
    /// <summary>Publishes the nodes after the trigger <c>on</c>, whose <c>next</c> is the node <c>first</c>.</summary>
    public static async Task PublishOpenAsync(this RunningStudio studio, string nodes, string settings = "")
    {
        await studio.PublishAsync(
            "shop",
            $$"""
            { "on": { "type": "trigger.webhook", "config": { "hook": "orders", "signature": "none"{{(settings.Length > 0 ? ", " + settings : "")}} }, "links": { "next": "first" } },
              {{nodes}} }
            """
        );
        await studio.Get<IHookAdmin>().AllowUnsignedAsync("shop", "orders", true, "test", RunningStudio.Token);
    }

    public static async Task<HttpResponseMessage> CallAsync(
        this RunningStudio studio,
        string body,
        string contentType = "application/json",
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/hooks/shop/orders", UriKind.Relative));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await studio.Http.SendAsync(request, RunningStudio.Token);
    }

    /// <summary>Saves another draft with the same trigger; the live version stays.</summary>
    public static async Task SaveDraftAsync(this RunningStudio studio, string botId, string nodes)
    {
        var json = $$"""
            { "bot": { "id": "{{botId}}", "name": "Bot", "timeZone": "UTC", "languages": ["en"] },
              "flows": { "main": { "id": "main", "name": "Main", "nodes": {
                "on": { "type": "trigger.webhook", "config": { "hook": "orders", "response": "flow", "signature": "none" }, "links": { "next": "first" } },
                {{nodes}} } } },
              "tests": {} }
            """;
        Assert.True((await studio.Library.SaveAsync(BundleDocument.Read(Encoding.UTF8.GetBytes(json)).Value!, "*", "test", RunningStudio.Token)).Saved); // it can be read
    }

    /// <summary>Runs one flow test of a bundle, as the product does.</summary>
    public static async Task<bool> RunTestAsync(this RunningStudio studio, BotBundle bundle, string test)
    {
        var with = bundle with { Tests = new Dictionary<string, JsonElement> { ["captured"] = JsonElement.Parse(test) } };
        var report = await studio.Get<FlowTestRunner>().RunAsync(with, null, RunningStudio.Token);
        return report.Passed;
    }

    public static Task<string> TextAsync(this HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(RunningStudio.Token);
}
