using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Nodes;
using FlowRuntime.Connections;
using FlowRuntime.Credentials.OAuth;
using FlowRuntime.Credentials.Rotation;
using FlowRuntime.Gateway.ApiKeys;
using FlowRuntime.Tests.Connections;
using FlowRuntime.Tests.Credentials.Sending;
using FlowRuntime.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Tests.Credentials.Leaks;

/// <summary>Plants secrets in every kind of credential, lets everything happen to them, and looks through all that came of it.</summary>
public sealed class SecretLeakTests
{
    private const string Tail = "-7Jq+/=&%Z";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_leaves_the_vault_but_on_the_wire()
    {
        using var certificate = TestCertificates.Make("client");
        var key = certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem(); // made with an RSA key
        var credentials = new Dictionary<string, object>
        {
            ["basic"] = new { kind = "basic", username = "anna", password = "cnry-basic" + Tail },
            ["bearer"] = new { kind = "bearer", token = "cnry-bearer" + Tail },
            ["header"] = new { kind = "apiKey", header = "X-Api-Key", value = "cnry-header" + Tail },
            ["query"] = new { kind = "apiKeyQuery", parameter = "key", value = "cnry-query" + Tail },
            ["hmac"] = new { kind = "hmac", keyId = "k1", secret = "cnry-hmac" + Tail },
            ["certificate"] = new { kind = "certificate", certificate = $"{certificate.ExportCertificatePem()}\n{key}", password = "" },
            ["oauthClient"] = new { kind = "oauthClient", clientId = "me", clientSecret = "cnry-client" + Tail, tokenEndpoint = "…/token" },
            ["oauthCode"] = new { kind = "oauthCode", clientId = "me", clientSecret = "cnry-code" + Tail, authorizationEndpoint = "…/authorize", tokenEndpoint = "…/token" },
        };
        string[] canaries =
        [
            .. ((string[])["basic", "bearer", "header", "query", "hmac", "client", "code", "next", "wrong"]).Select(c => $"cnry-{c}{Tail}"),
            LeakyVendor.AccessToken,
            LeakyVendor.RefreshToken,
            key.Split('\n')[3],
        ];
        var produced = new ConcurrentQueue<(string Place, byte[] Bytes)>();
        using var listener = Listen(produced);
        using var logs = new CollectedLogs();
        await using var vendor = await Echo.StartAsync(LeakyVendor.AnswerAsync);
        await using var studio = await RunningStudio.StartAsync(services: services =>
        {
            services.AddConnector(LeakyVendor.Connector);
            services.Replace(ServiceDescriptor.Singleton<IConnectionSource>(p => p.GetRequiredService<ConnectionSource>()));
            services.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        });
        using var api = await studio.ApiAsync([.. ApiScopes.All]);

        foreach (var (name, credential) in credentials)
        {
            await SaveAsync(name, credential);
        }

        await SignInAsync();
        foreach (var name in credentials.Keys)
        {
            await RunAsync(name);
            await AskAsync(HttpMethod.Post, $"connections/{name}/test");
        }

        await RotateAsync();
        foreach (var address in (string[])["connections?environment=*", "connectors", "connections/uses", "environments", "bots/bearer", "runs?bot=bearer", "bots"])
        {
            await AskAsync(HttpMethod.Get, address);
        }

        await MistakeAsync();
        produced.Enqueue(("the log", Encoding.UTF8.GetBytes(string.Join('\n', logs.Lines))));
        foreach (var file in Directory.GetFiles(studio.Folder, "studio.db*"))
        {
            produced.Enqueue((Path.GetFileName(file), await ReadAsync(file)));
        }

        Assert.Contains(produced, p => p.Place == "the log" && p.Bytes.Length > 1_000);
        Assert.Contains(produced, p => p.Place.StartsWith("studio.db", StringComparison.Ordinal) && Encoding.UTF8.GetString(p.Bytes).Contains("[secret]", StringComparison.Ordinal));
        Assert.Contains(produced, p => p.Place == "a trace");
        Assert.Contains(vendor.Seen, s => s.Authorization?.Contains("cnry-bearer", StringComparison.Ordinal) == true);
        Assert.Empty(produced.SelectMany(p => Canaries.FindIn(p.Place, p.Bytes, canaries)).Distinct());

        async Task SaveAsync(string name, object credential)
        {
            var text = JsonSerializer.Serialize(
                new { connector = "leaky", settings = new { url = $"{vendor.Address}/api", allowLoopback = true, allowHttp = true }, credential }
            );
            var saved = await AskAsync(HttpMethod.Put, $"connections/{name}", text.Replace("\\u2026", vendor.Address, StringComparison.Ordinal));
            Assert.Contains("\"connector\":\"leaky\"", saved, StringComparison.Ordinal);
        }

        async Task<string> AskAsync(HttpMethod method, string address, string? body = null)
        {
            using var request = new HttpRequestMessage(method, $"api/v1/{address}");
            request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await api.SendAsync(request, Token);
            var text = $"{response.Headers} {await response.Content.ReadAsStringAsync(Token)}";
            produced.Enqueue(($"{method} {address}", Encoding.UTF8.GetBytes(text)));
            return text;
        }

        async Task SignInAsync()
        {
            var consent = studio.Get<IOAuthConsent>();
            var start = await consent.BeginAsync("oauthCode", "live", "s", new Uri("https://studio.test/cb"), "ann", Token);
            var state = System.Web.HttpUtility.ParseQueryString(start.Address!.Query)["state"]; // the credential is complete
            Assert.True((await consent.CompleteAsync(new ConsentAnswer(state, "code", null, null), "s", Token)).Ok);
        }

        async Task RunAsync(string name)
        {
            var nodes = new Dictionary<string, object> { ["start"] = new { type = "trigger.start", links = new { next = "ok" } } };
            string[] paths = ["ok", "plain", "denied", "error", "wrong", "abort"];
            for (var i = 0; i < paths.Length; i++)
            {
                var next = i + 1 < paths.Length ? paths[i + 1] : "end";
                nodes[paths[i]] = new
                {
                    type = "leaky.get",
                    config = new { connection = name, path = paths[i], saveTo = "answer" },
                    links = new { success = $"{paths[i]}Said", error = $"{paths[i]}Said" },
                };
                nodes[$"{paths[i]}Said"] = new { type = "say", config = new { text = $"{{{{ JSON.stringify(vars.answer) }}}} {{{{ JSON.stringify(nodes.{paths[i]}) }}}}" }, links = new { next } };
            }

            nodes["end"] = new { type = "say", config = new { text = "done" } };
            await PublishAsync(name, JsonSerializer.Serialize(nodes));
            await studio.OpenAsync($"talk-{name}", BotOf(name));
            await studio.WhenSaidAsync($"talk-{name}", "done");
            produced.Enqueue(($"the talk with {name}", Encoding.UTF8.GetBytes(string.Join('\n', await studio.SaidAsync($"talk-{name}")))));
            produced.Enqueue(($"the export of {name}", BundleDocument.Write((await studio.Library.FindAsync(BotOf(name), Token))!.Bundle))); // it was saved above
        }

        async Task PublishAsync(string connection, string nodes)
        {
            var bundle = BundleDocument.Read(
                Encoding.UTF8.GetBytes(
                    $$"""
                    { "bot": { "id": "{{BotOf(connection)}}", "name": "Bot", "connections": { "{{connection}}": "leaky" } }, "tests": {},
                      "flows": { "main": { "id": "main", "name": "Main", "variables": { "answer": { "type": "any" } }, "nodes": {{nodes}} } } }
                    """
                )
            );
            Assert.True(bundle.Ok, string.Join("; ", bundle.Problems.Select(p => $"{p.Pointer} {p.Message}")));
            Assert.True((await studio.Library.SaveAsync(bundle.Value, "*", "test", Token)).Saved);
            var published = await studio.Library.PublishAsync(bundle.Value.Bot.Id, "test", Token);
            Assert.True(published!.Version is not null, string.Join("; ", published.Problems.Select(p => $"{p.Pointer} {p.Message}"))); // it was saved
        }

        async Task RotateAsync()
        {
            var rotation = studio.Get<ICredentialRotation>();
            Assert.Empty(await rotation.StageAsync("bearer", "live", StudioConnections.Bearer($"cnry-next{Tail}"), "ann", Token));
            var test = await rotation.TestNextAsync("bearer", "live", Token);
            produced.Enqueue(("the test of a staged credential", Encoding.UTF8.GetBytes(JsonSerializer.Serialize(test))));
            Assert.Empty(await rotation.PromoteAsync("bearer", "live", TimeSpan.FromHours(1), untested: true, "ann", Token));
        }

        async Task MistakeAsync()
        {
            foreach (var body in (string[])[
                $$"""{ "connector": "leaky", "settings": { "url": 7 }, "credential": { "kind": "bearer", "token": "cnry-wrong{{Tail}}", "extra": "cnry-wrong{{Tail}}" } }""",
                $$"""{ "connector": "leaky", "settings": { "url": "{{vendor.Address}}" }, "credential": { "kind": "certificate", "certificate": "cnry-wrong{{Tail}}" } }""",
                $$"""{ "connector": "leaky", "credential": "cnry-wrong{{Tail}} """,
                $$"""{ "connector": "leaky", "settings": {}, "credential": { "kind": "bearer", "token": ["cnry-wrong{{Tail}}"] } }""",
            ])
            {
                Assert.Contains("errors", await AskAsync(HttpMethod.Put, "connections/mistake", body), StringComparison.Ordinal);
            }
        }
    }

    private static string BotOf(string connection) => string.Concat(connection.Select(char.ToLowerInvariant));

    private static ActivityListener Listen(ConcurrentQueue<(string, byte[])> produced)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
                produced.Enqueue(
                    (
                        "a trace",
                        Encoding.UTF8.GetBytes(
                            $"{activity.DisplayName} {activity.StatusDescription} "
                                + string.Join(' ', activity.TagObjects.Select(t => $"{t.Key}={t.Value}"))
                                + string.Join(' ', activity.Events.SelectMany(e => e.Tags).Select(t => $"{t.Key}={t.Value}"))
                        )
                    )
                ),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Token);
        return bytes.ToArray();
    }
}
