using System.Text.Json;
using FlowEngine.Nodes;
using FlowEngine.Testing.Documents;

namespace FlowEngine.Definition;

/// <summary>
/// A bot as a folder of files, the unit of git: <c>bot.json</c>, <c>&lt;flow&gt;.flow.json</c>,
/// <c>tests/&lt;test&gt;.test.json</c>. Flows are in the order of their file names.
/// </summary>
public static class BotFolder
{
    /// <summary>Name of the file that makes a folder the folder of a bot.</summary>
    public const string BotFile = "bot.json";

    private const string FlowSuffix = ".flow.json";
    private const string TestSuffix = ".test.json";
    private const string Tests = "tests";

    /// <summary>Finds bot folders.</summary>
    /// <param name="folder">The folder of a bot, or one whose folders are.</param>
    /// <returns>Paths of the bots' folders, by name; none when there is no bot or no such folder.</returns>
    public static IReadOnlyList<string> Find(string folder)
    {
        if (File.Exists(Path.Combine(folder, BotFile)))
        {
            return [folder];
        }

        return Directory.Exists(folder)
            ? [.. Directory.GetDirectories(folder).Where(f => File.Exists(Path.Combine(f, BotFile))).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>Reads a bot.</summary>
    /// <param name="folder">Its folder; must hold <see cref="BotFile"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bot, or every problem of every file; a message starts with the name of its file.</returns>
    public static async Task<ReadResult<BotBundle>> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        var bot = await ReadFileAsync(folder, BotFile, BotDocument.MaximumBytes, b => BotDocument.Read(b.Span), problems, cancellationToken)
            .ConfigureAwait(false);
        var flows = new OrderedDictionary<string, FlowDefinition>(StringComparer.Ordinal);
        foreach (var file in Files(folder, "", FlowSuffix))
        {
            var flow = await ReadFileAsync(folder, file, FlowDocument.MaximumBytes, b => FlowDocument.Read(b.Span), problems, cancellationToken)
                .ConfigureAwait(false);
            if (flow is not null && flow.Id + FlowSuffix != file)
            {
                problems.Error("flow.key", "/id", $"{file}: The flow has the id \"{flow.Id}\". Name the file {flow.Id}{FlowSuffix}.");
            }
            else if (flow is not null)
            {
                flows[flow.Id] = flow;
            }
        }

        var tests = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var file in Files(folder, Tests, TestSuffix))
        {
            var test = await ReadFileAsync(folder, file, FlowDocument.MaximumBytes, ReadTest, problems, cancellationToken).ConfigureAwait(false);
            var id = Path.GetFileName(file)[..^TestSuffix.Length];
            if (test is not null && !Identifiers.IsLabel(id))
            {
                problems.Error("document.id", "", $"{file}: \"{id}\" cannot be the id of a test. Use {BotReader.LabelSpelling}.");
            }
            else if (test is not null)
            {
                tests[id] = test.Content;
            }
        }

        return problems.Result(bot is null ? null : new BotBundle(bot, flows, tests));
    }

    /// <summary>Writes a bot; files of flows and tests that it no longer has are removed, others are left alone.</summary>
    /// <param name="bundle">The bot.</param>
    /// <param name="folder">Its folder; made when missing.</param>
    /// <param name="catalog">Orders settings as in <see cref="FlowDocument.Write"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When all files are written.</returns>
    public static async Task WriteAsync(BotBundle bundle, string folder, NodeCatalog? catalog, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal) { [BotFile] = BotDocument.Write(bundle.Bot) };
        foreach (var (id, flow) in bundle.Flows)
        {
            files[id + FlowSuffix] = FlowDocument.Write(flow, catalog);
        }

        foreach (var (id, test) in bundle.Tests)
        {
            var json = new CanonicalJson();
            json.Value(test);
            files[$"{Tests}/{id}{TestSuffix}"] = json.ToBytes();
        }

        Directory.CreateDirectory(bundle.Tests.Count > 0 ? Path.Combine(folder, Tests) : folder);
        foreach (var (file, content) in files)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, file), content, cancellationToken).ConfigureAwait(false);
        }

        foreach (var file in Files(folder, "", FlowSuffix).Concat(Files(folder, Tests, TestSuffix)).Where(f => !files.ContainsKey(f)))
        {
            File.Delete(Path.Combine(folder, file));
        }
    }

    private static List<string> Files(string folder, string inside, string suffix)
    {
        var path = Path.Combine(folder, inside);
        return Directory.Exists(path)
            ?
            [
                .. Directory.GetFiles(path, "*" + suffix)
                    .Select(f => inside.Length == 0 ? Path.GetFileName(f) : $"{inside}/{Path.GetFileName(f)}")
                    .Order(StringComparer.Ordinal),
            ]
            : [];
    }

    private static async Task<T?> ReadFileAsync<T>(
        string folder,
        string file,
        int maximumBytes,
        Func<ReadOnlyMemory<byte>, ReadResult<T>> read,
        ProblemList problems,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var stream = File.OpenRead(Path.Combine(folder, file));
        await using (stream.ConfigureAwait(false))
        {
            var bytes = await BoundedStream.ReadAsync(stream, maximumBytes, cancellationToken).ConfigureAwait(false);
            var result = read(bytes);
            foreach (var problem in result.Problems)
            {
                problems.Add(problem with { Message = $"{file}: {problem.Message}" });
            }

            return result.Value;
        }
    }

    private static ReadResult<TestContent> ReadTest(ReadOnlyMemory<byte> utf8)
    {
        var problems = new ProblemList();
        if (JsonSource.Parse(utf8.Span, FlowDocument.MaximumBytes, FlowDocument.MaximumDepth, problems) is not { } test)
        {
            return problems.Result<TestContent>(null);
        }

        FlowTestReader.Read(test, "", problems);
        return problems.Result(new TestContent(test));
    }

    private sealed record TestContent(JsonElement Content);
}
