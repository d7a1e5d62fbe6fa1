using System.Text.Json.Nodes;
using EndToEnd.Tests.Running;

namespace EndToEnd.Tests.Documents;

/// <summary>The published JSON Schemas as an editor outside sees them: through a validator that we did not write.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("schemas").FullName;

    /// <summary>A document, the place that is changed in it, and what is put there; nothing removes it.</summary>
    public static TheoryData<string, string, string?> Mistakes =>
        new()
        {
            { "order-status.flow.json", "/id", null },
            { "order-status.flow.json", "/id", "\"Order Status\"" },
            { "order-status.flow.json", "/schemaVersion", "2" },
            { "order-status.flow.json", "/author", "\"me\"" },
            { "order-status.flow.json", "/nodes/Find", """{ "type": "end" }""" },
            { "order-status.flow.json", "/nodes/find/type", "\"woocommerce.getOrders\"" },
            { "order-status.flow.json", "/nodes/find/type", null },
            { "order-status.flow.json", "/nodes/find/version", "9" },
            { "order-status.flow.json", "/nodes/find/position", "1" },
            { "order-status.flow.json", "/nodes/find/config", null },
            { "order-status.flow.json", "/nodes/find/config/connection", null },
            { "order-status.flow.json", "/nodes/find/config/connection", "\"My shop\"" },
            { "order-status.flow.json", "/nodes/find/config/orderID", "\"1\"" },
            { "order-status.flow.json", "/nodes/find/links/sucess", "\"words\"" },
            { "order-status.flow.json", "/nodes/find/links/success", "1" },
            { "order-status.flow.json", "/nodes/number/config/maxVisits", "0" },
            { "order-status.flow.json", "/nodes/number/config/maxVisits", "\"three\"" },
            { "order-status.flow.json", "/nodes/state/config/arms/0/then", "\"=true\"" },
            { "order-status.flow.json", "/nodes/state/config/arms/0/port", null },
            { "order-status.flow.json", "/nodes/state/config/arms", "{}" },
            { "order-status.flow.json", "/nodes/state/links/not a port", "\"packed\"" },
            { "order-status.flow.json", "/nodes/hook", """{ "type": "http.request", "config": { "connection": "crm", "path": "a", "method": "FETCH" } }""" },
            { "order-status.flow.json", "/variables/order/type", "\"date\"" },
            { "order-status.flow.json", "/layout/find/x", "\"left\"" },
            { "order-status.flow.json", "/notes/0/color", "\"red\"" },
            { "bot.json", "/languages", "[]" },
            { "bot.json", "/intents/person/phrases", "\"Hello\"" },
            { "bot.json", "/entities/orderNumber/kind", "\"regex\"" },
            { "bot.json", "/entities/orderNumber/pattern", null },
            { "bot.json", "/fallback/flow", "\"Talk to us\"" },
            { "tests/order-asks-for-number.test.json", "/steps", null },
            { "tests/order-asks-for-number.test.json", "/steps/0", """{ "sags": "hi" }""" },
            { "tests/order-asks-for-number.test.json", "/steps/0", """{ "says": "hi", "noMore": true }""" },
            { "tests/order-asks-for-number.test.json", "/steps/0", """{ "waits": "a while" }""" },
            { "tests/order-asks-for-number.test.json", "/mocks/0/path", "\"orders\"" },
            { "tests/order-asks-for-number.test.json", "/mocks/0/reply/status", "99" },
        };

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("flow.schema.json", "*.flow.json", "")]
    [InlineData("bot.schema.json", "bot.json", "")]
    [InlineData("test.schema.json", "*.test.json", "tests")]
    public async Task Accept_every_sample(string schema, string files, string inside)
    {
        var flows = Path.Combine(Repository.Root, "flows");
        var samples = Directory.GetDirectories(flows).SelectMany(bot => Directory.GetFiles(Path.Combine(bot, inside), files)).Order(StringComparer.Ordinal).ToList();

        var verdicts = await ValidateAsync(schema, samples);

        Assert.NotEmpty(samples);
        Assert.Equal(samples.Select(file => $"{file} ok"), samples.Zip(verdicts, (file, verdict) => $"{file} {verdict}"));
    }

    [Fact]
    public async Task Refuse_every_mistake()
    {
        var accepted = new List<string>();
        foreach (var documents in Mistakes.Select(m => m.Data).GroupBy(d => SchemaOf(d.Item1)))
        {
            var mistakes = documents.ToList();
            var files = mistakes.Select((m, i) => Write($"{i}.json", m.Item1, m.Item2, m.Item3)).ToList();
            var verdicts = await ValidateAsync(documents.Key, files);
            accepted.AddRange(mistakes.Zip(verdicts).Where(v => v.Second == "ok").Select(v => $"{v.First.Item1}{v.First.Item2} = {v.First.Item3 ?? "nothing"}"));
        }

        Assert.Empty(accepted);
    }

    [Theory]
    [InlineData("/nodes/state/config/arms/0/when", "true")]
    [InlineData("/nodes/find/config/orderId", "\"=vars.order.id\"")]
    [InlineData("/nodes/state/links/anyArm", "\"packed\"")]
    [InlineData("/nodes/find/links/error", "\"agent\"")]
    [InlineData("/nodes/find/version", "1")]
    [InlineData("/schemaVersion", null)]
    public async Task Accept_what_is_allowed_but_not_in_a_sample(string pointer, string? value)
    {
        var file = Write("flow.json", "order-status.flow.json", pointer, value);

        Assert.Equal(["ok"], await ValidateAsync("flow.schema.json", [file]));
    }

    private static string SchemaOf(string document) =>
        document == "bot.json" ? "bot.schema.json"
        : document.EndsWith(".test.json", StringComparison.Ordinal) ? "test.schema.json"
        : "flow.schema.json";

    private static async Task<IReadOnlyList<string>> ValidateAsync(string schema, IEnumerable<string> documents)
    {
        var output = await Node.RunAsync(Path.Combine("Documents", "validate.mjs"), [Path.Combine(Repository.Root, "flows", schema), .. documents]);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Writes a document of the first sample bot with one change.</summary>
    private string Write(string name, string document, string pointer, string? value)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "flows", "order-support", document)))!; // a sample is an object
        var path = pointer.Split('/')[1..];
        var parent = path[..^1].Aggregate(root, (node, part) => (node is JsonArray list ? list[int.Parse(part, null)] : node[part])!); // every place but the last is there
        var last = path[^1];
        if (parent is JsonArray items)
        {
            items[int.Parse(last, null)] = JsonNode.Parse(value!); // items are replaced, never removed
        }
        else if (value is null)
        {
            parent.AsObject().Remove(last);
        }
        else
        {
            parent[last] = JsonNode.Parse(value);
        }

        var file = Path.Combine(_root, name);
        File.WriteAllText(file, root.ToJsonString());
        return file;
    }
}
