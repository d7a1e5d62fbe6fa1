using System.Text;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Running;
using FlowRuntime.Library;
using FlowRuntime.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using TestKit;

namespace FlowRuntime.Tests.Library;

/// <summary>The library on a real database file, with two node types of its own.</summary>
internal sealed class LibraryHarness : IAsyncDisposable
{
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    private LibraryHarness(TestStorage storage, ManualTimeProvider time) => (Storage, Time) = (storage, time);

    public TestStorage Storage { get; }

    public ManualTimeProvider Time { get; }

    public IFlowLibrary Library => Storage.Services.GetRequiredService<IFlowLibrary>();

    public static async Task<LibraryHarness> CreateAsync(Action<IServiceCollection>? configure = null)
    {
        var time = new ManualTimeProvider();
        var storage = await TestStorage.CreateAsync(services =>
        {
            services.AddSingleton<TimeProvider>(time);
            services.AddSingleton(new NodeCatalog([Trigger(), Say()]));
            services.AddSingleton(new ConnectorCatalog([]));
            services.AddSingleton<IExpressionEngine, NoExpressions>();
            services.AddFlowLibrary();
            configure?.Invoke(services);
        });
        return new LibraryHarness(storage, time);
    }

    /// <summary>A bundle with flows that greet; a greeting of <c>""</c> is an error of validation.</summary>
    public static BotBundle Bot(string id, params (string Flow, string Greeting)[] flows)
    {
        var texts = flows.Select(f => $"\"{f.Flow}\": {FlowText(f.Flow, f.Greeting)}");
        var bundle = $$"""{ "bot": { "id": "{{id}}", "name": "Bot {{id}}" }, "flows": { {{string.Join(",", texts)}} }, "tests": { "t": { "steps": [] } } }""";
        var read = BundleDocument.Read(Encoding.UTF8.GetBytes(bundle));
        Assert.Empty(read.Problems);
        return read.Value!;
    }

    public static FlowDefinition Flow(string id, string greeting) =>
        FlowDocument.Read(Encoding.UTF8.GetBytes(FlowText(id, greeting))).Value!;

    public static string Text(BotBundle bundle) => Encoding.UTF8.GetString(BundleDocument.Write(bundle));

    public ValueTask DisposeAsync() => Storage.DisposeAsync();

    private static string FlowText(string id, string greeting) =>
        $$"""
        { "id": "{{id}}", "name": "Flow {{id}}", "nodes": {
          "start": { "type": "trigger.start", "links": { "next": "hello" } },
          "hello": { "type": "say", "config": { "text": "{{greeting}}" } } } }
        """;

    private static NodeType<Nothing> Trigger() =>
        new(
            NodeDefinition.For<Nothing>("trigger.start", 1).Title("Start", NodeCategory.Trigger, "Starts.").Output("next", "next", "Always.").Trigger().Build(),
            null,
            new Idle<Nothing>()
        );

    private static NodeType<Greeting> Say() =>
        new(
            NodeDefinition.For<Greeting>("say", 1).Title("Say", NodeCategory.Data, "Says.").Field(c => c.Text, "Text", "What.").Output("next", "next", "Always.").Build(),
            null,
            new Idle<Greeting>()
        );

    private sealed record Nothing;

    private sealed record Greeting(string Text);

    private sealed class Idle<T> : INodeExecutor<T>
        where T : class
    {
        public ValueTask<NodeResult> ExecuteAsync(T config, NodeContext context, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("The library runs nothing.");
    }

    private sealed class NoExpressions : IExpressionEngine
    {
        public CompiledExpression Compile(string source) => throw new InvalidOperationException("No flow here has expressions.");

        public CompiledExpression CompileScript(string source) => Compile(source);
    }
}
