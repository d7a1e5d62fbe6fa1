using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Benchmarks.Webhooks;

/// <summary>
/// The figures of docs/performance.md about webhooks: the product as a process of its own, on a fresh database with
/// <c>synchronous=FULL</c>, against bare Kestrel that does the same work, one after the other in one run.
/// </summary>
internal static class HookFigures
{
    private const string ApiKey = "fsk_benchmark_0123456789abcdef0123456789";
    private const int Connections = 64;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(6);

    public static async Task PrintAsync(TextWriter output, string root)
    {
        var folder = Directory.CreateTempSubdirectory("flowstudio-hooks").FullName;
        try
        {
            await output.WriteLineAsync("| What | Requests/s | Of the baseline | Processor a call | Of the baseline | p50 | p99 | Memory |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
            var body = Encoding.UTF8.GetBytes(Order().ToJsonString());
            var key = new byte[32];
            Random.Shared.NextBytes(key);
            var baseline = await BaselineAsync(output, folder, key, body);
            await ProductAsync(output, folder, root, body, baseline);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<LoadFigures> BaselineAsync(TextWriter output, string folder, byte[] key, byte[] body)
    {
        using var server = Start([typeof(HookFigures).Assembly.Location, "webhook-baseline", folder, Convert.ToBase64String(key)], new Dictionary<string, string>());
        var address = new Uri((await server.StandardOutput.ReadLineAsync())!["ready ".Length..]); // it says so first
        var figures = await new HookLoad(address, key, body).RunAsync(server, Connections, WarmUp, Measured);
        await RowAsync(output, "Bare Kestrel, the same work and one group commit", figures, figures, server);
        server.Kill();
        await server.WaitForExitAsync();
        return figures;
    }

    private static async Task ProductAsync(TextWriter output, string folder, string root, byte[] body, LoadFigures baseline)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        using var server = Start(
            [Path.Combine(root, "src", "FlowDesigner.Web", "bin", "Release", "net10.0", "FlowDesigner.Web.dll"), $"--urls={address}"],
            new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["FlowStudio__DataDirectory"] = Path.Combine(folder, "data"),
                ["FlowStudio__Seed"] = "",
                ["FlowStudio__Setup__ApiKey"] = ApiKey,
                ["FlowStudio__Setup__AdminEmail"] = "admin@example.com",
                ["FlowStudio__Setup__AdminPassword"] = "Correct-horse-7-battery",
                ["FlowStudio__Hooks__CallsPerMinute"] = "100000000",
                ["Logging__LogLevel__Default"] = "Warning",
            }
        );
        _ = server.StandardOutput.ReadToEndAsync();
        try
        {
            using var api = new HttpClient { BaseAddress = new Uri(address) };
            api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey);
            await ReadyAsync(api);
            foreach (var (bot, what, nodes) in new[]
            {
                ("order", "Webhook, three expressions over 10 items, branch, respond", OrderNodes()),
                ("chain", "Webhook, 50 trivial nodes, respond", ChainNodes()),
            })
            {
                var key = await PublishAsync(api, bot, nodes);
                var figures = await new HookLoad(new Uri($"{address}/hooks/{bot}/calls"), key, body).RunAsync(server, Connections, WarmUp, Measured);
                await RowAsync(output, what, figures, baseline, server);
            }
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    private static async Task RowAsync(TextWriter output, string what, LoadFigures figures, LoadFigures baseline, Process server)
    {
        server.Refresh();
        var failures = figures.Failures == 0 ? "" : $" ({figures.Failures} failures)";
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what}{failures} | {figures.PerSecond:#,0} | {figures.PerSecond / baseline.PerSecond:0 %} | {figures.ProcessorTime:0} µs | {baseline.ProcessorTime / figures.ProcessorTime:0 %} | {figures.Median:0.0} ms | {figures.P99:0.0} ms | {server.WorkingSet64 / 1024 / 1024} MB |"
            )
        );
    }

    /// <summary>An order of ten items.</summary>
    private static JsonObject Order() =>
        new()
        {
            ["id"] = 1003,
            ["customer"] = new JsonObject { ["name"] = "Vera", ["email"] = "vera@example.com" },
            ["items"] = new JsonArray([.. Enumerable.Range(1, 10).Select(i => new JsonObject { ["sku"] = $"mug-{i}", ["price"] = i * 1.5, ["quantity"] = 2 })]),
        };

    private static JsonObject OrderNodes() =>
        new()
        {
            ["on"] = Trigger("values"),
            ["values"] = Node(
                "set",
                """
                { "values": {
                    "total": "=event.body.items.map(i => i.price * i.quantity).reduce((a, b) => a + b, 0)",
                    "count": "=event.body.items.length",
                    "greeting": "='Hello ' + event.body.customer.name + '!'" } }
                """,
                ("next", "big")
            ),
            ["big"] = Node("branch", """{ "arms": [{ "port": "yes", "when": "=vars.total > 100" }] }""", ("yes", "created"), ("otherwise", "fine")),
            ["created"] = Respond(201),
            ["fine"] = Respond(200),
        };

    private static JsonObject ChainNodes()
    {
        var nodes = new JsonObject { ["on"] = Trigger("n1") };
        for (var i = 1; i <= 48; i++)
        {
            nodes[$"n{i}"] = i % 2 == 0
                ? Node("set", $$"""{ "values": { "count": {{i}} } }""", ("next", $"n{i + 1}"))
                : Node("branch", """{ "arms": [{ "port": "gold", "when": "=vars.gold" }] }""", ("gold", $"n{i + 1}"), ("otherwise", $"n{i + 1}"));
        }

        nodes["n49"] = Node("respond", """{ "status": 201, "body": { "count": "=vars.count" } }""");
        return nodes;
    }

    private static JsonObject Trigger(string next) => Node("trigger.webhook", """{ "hook": "calls", "response": "flow" }""", ("next", next));

    private static JsonObject Respond(int status) =>
        Node("respond", $$"""{ "status": {{status}}, "body": { "greeting": "=vars.greeting", "total": "=vars.total", "count": "=vars.count" } }""");

    private static JsonObject Node(string type, string config, params (string Port, string Target)[] links) =>
        new()
        {
            ["type"] = type,
            ["config"] = JsonNode.Parse(config),
            ["links"] = new JsonObject(links.Select(l => KeyValuePair.Create(l.Port, (JsonNode?)l.Target))),
        };

    private static async Task<byte[]> PublishAsync(HttpClient api, string bot, JsonObject nodes)
    {
        var any = new JsonObject { ["type"] = "any" };
        var bundle = new JsonObject
        {
            ["bot"] = new JsonObject { ["id"] = bot, ["name"] = bot, ["timeZone"] = "UTC", ["languages"] = new JsonArray("en") },
            ["flows"] = new JsonObject
            {
                ["main"] = new JsonObject
                {
                    ["id"] = "main",
                    ["name"] = "Main",
                    ["variables"] = new JsonObject
                    {
                        ["total"] = any,
                        ["count"] = any.DeepClone(),
                        ["greeting"] = any.DeepClone(),
                        ["gold"] = any.DeepClone(),
                    },
                    ["nodes"] = nodes,
                },
            },
            ["tests"] = new JsonObject(),
        };
        using var content = new StringContent(bundle.ToJsonString(), Encoding.UTF8, "application/json");
        await ThrowIfRefusedAsync(await api.PutAsync(new Uri($"/api/v1/bots/{bot}", UriKind.Relative), content));
        await ThrowIfRefusedAsync(await api.PostAsync(new Uri($"/api/v1/bots/{bot}/publish", UriKind.Relative), null));
        var secret = JsonElement.Parse(await api.GetStringAsync(new Uri($"/api/v1/bots/{bot}/hooks/calls/secret", UriKind.Relative)));
        return Convert.FromBase64String(secret.GetProperty("secret").GetString()!["whsec_".Length..]); // a webhook has one
    }

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
            }
        }
    }

    private static async Task ReadyAsync(HttpClient api)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                using var answer = await api.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (i < 300)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    /// <summary>Starts a program by the host of .NET, as this process may be an executable of its own.</summary>
    private static Process Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!; // a program that cannot be started throws
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
