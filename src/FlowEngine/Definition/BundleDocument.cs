using System.Text.Json;
using FlowEngine.Nodes;
using FlowEngine.Testing.Documents;

namespace FlowEngine.Definition;

/// <summary>
/// Reads and writes whole bots as one document: <c>{ "bot": {…}, "flows": { id: flow }, "tests": {…} }</c>. Strict and
/// canonical as <see cref="FlowDocument"/>; inside a bundle no <c>$schema</c> is written.
/// </summary>
public static class BundleDocument
{
    /// <summary>Largest bundle that is read. Unit: bytes.</summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    // A flow stands two levels down in a bundle.
    private const int MaximumDepth = FlowDocument.MaximumDepth + 2;

    /// <summary>Reads a bundle.</summary>
    /// <param name="utf8">The document; a byte order mark is skipped.</param>
    /// <returns>The bot with its flows and tests, or every problem found, with pointers into the document.</returns>
    public static ReadResult<BotBundle> Read(ReadOnlySpan<byte> utf8)
    {
        var problems = new ProblemList();
        var root = JsonSource.Parse(utf8, MaximumBytes, MaximumDepth, problems);
        return problems.Result(root is { } element ? Read(element, problems) : null);
    }

    /// <summary>Reads a bundle from a stream, at most <see cref="MaximumBytes"/> of it.</summary>
    /// <param name="stream">The document.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>As <see cref="Read(ReadOnlySpan{byte})"/>.</returns>
    public static async Task<ReadResult<BotBundle>> ReadAsync(Stream stream, CancellationToken cancellationToken) =>
        Read((await BoundedStream.ReadAsync(stream, MaximumBytes, cancellationToken).ConfigureAwait(false)).Span);

    /// <summary>Writes a bundle in canonical form.</summary>
    /// <param name="bundle">The bot.</param>
    /// <param name="catalog">Orders settings as in <see cref="FlowDocument.Write"/>.</param>
    /// <returns>UTF-8 without byte order mark, ending with a line break.</returns>
    public static byte[] Write(BotBundle bundle, NodeCatalog? catalog = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var json = new CanonicalJson();
        json.Open('{');
        BotWriter.Write(json.Name("bot"), bundle.Bot, schema: null);
        json.Name("flows").Open('{');
        foreach (var (id, flow) in bundle.Flows)
        {
            FlowWriter.Write(json.Name(id), flow, catalog, schema: null);
        }

        json.Close('}');
        if (bundle.Tests.Count > 0)
        {
            json.Name("tests").Open('{');
            foreach (var (id, test) in bundle.Tests)
            {
                json.Name(id).Value(test);
            }

            json.Close('}');
        }

        json.Close('}');
        return json.ToBytes();
    }

    internal static Problem KeyProblem(string key, string id, string pointer) =>
        new("flow.key", ProblemSeverity.Error, $"{pointer}/id", $"The flow under \"{key}\" has the id \"{id}\". Make both the same.");

    private static BotBundle? Read(JsonElement root, ProblemList problems)
    {
        if (ObjectReader.Open(root, "", "a bundle", problems) is not { } bundle)
        {
            return null;
        }

        var bot = bundle.Require("bot", out var botElement) ? BotReader.Read(botElement, "/bot", problems) : null;
        var flows = new OrderedDictionary<string, FlowDefinition>(StringComparer.Ordinal);
        foreach (var (key, value, at) in bundle.Map("flows", Identifiers.IsSlug, FlowReader.SlugSpelling, required: true))
        {
            if (FlowReader.Read(value, at, problems) is not { } flow)
            {
                continue;
            }

            flows[key] = flow;
            if (flow.Id != key)
            {
                problems.Add(KeyProblem(key, flow.Id, at));
            }
        }

        var tests = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (key, value, at) in bundle.Map("tests", Identifiers.IsLabel, BotReader.LabelSpelling))
        {
            tests[key] = value;
            FlowTestReader.Read(value, at, problems);
        }

        bundle.Close();
        return bot is null ? null : new(bot, flows, tests);
    }
}
