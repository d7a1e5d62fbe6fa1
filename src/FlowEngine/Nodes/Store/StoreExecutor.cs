using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Expressions.Templates;
using FlowEngine.Nodes.Conditions;
using FlowEngine.Running;

namespace FlowEngine.Nodes.Store;

internal sealed class StoreExecutor : INodeExecutor<StoreConfig>
{
    public async ValueTask<NodeResult> ExecuteAsync(StoreConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var inputs = new Inputs(context, cancellationToken);
        var key = ValueText.Of(inputs.Take(config.Key, "Key"));
        var value = inputs.Take(config.Value, "Value");
        var by = config.By is null ? 1 : inputs.Number(config.By, "Add", double.MinValue, double.MaxValue);
        var seconds = config.ExpiresInSeconds is null ? (double?)null : inputs.Number(config.ExpiresInSeconds, "Keep for", 1, StoreNode.LongestSeconds);
        if (key.Length is 0 or > StoreNode.LongestKey)
        {
            inputs.Fail("store.key", $"A key has 1 to {StoreNode.LongestKey} characters; this one has {key.Length}.");
        }

        if (inputs.Error is { } error)
        {
            return new NodeResult.Failed(error);
        }

        var scope = config.Scope == "bot" ? StoreScope.Bot : StoreScope.Contact;
        var expires = seconds is { } s ? context.Now + TimeSpan.FromSeconds(s) : (DateTimeOffset?)null;
        switch (config.Operation)
        {
            case StoreNode.Set:
                if (JsonValues.SizeOf(value) > StoreNode.MaximumBytes)
                {
                    return Failure("store.size", $"The value is larger than {StoreNode.MaximumBytes / 1024} kB. Keep only what is needed.");
                }

                context.WriteStore(new StoreChange(scope, key, ValueComparison.IsSet(value) ? value : JsonValues.Null, null, expires));
                return Complete(config, context, value);
            case StoreNode.Delete:
                context.WriteStore(new StoreChange(scope, key, default));
                return Complete(config, context, default);
            case StoreNode.Increment:
                var before = await context.ReadStoreAsync(scope, key, cancellationToken).ConfigureAwait(false);
                if (ValueComparison.IsSet(before) && before.ValueKind != JsonValueKind.Number)
                {
                    return Failure("store.number", $"What is stored under {key} is no number. Delete it or use another key.");
                }

                context.WriteStore(new StoreChange(scope, key, default, by, expires));
                return Complete(config, context, await context.ReadStoreAsync(scope, key, cancellationToken).ConfigureAwait(false));
            default:
                var stored = await context.ReadStoreAsync(scope, key, cancellationToken).ConfigureAwait(false);
                return stored.ValueKind == JsonValueKind.Undefined && config.Value is null
                    ? new NodeResult.Completed(StoreNode.Missing)
                    : Complete(config, context, stored.ValueKind == JsonValueKind.Undefined ? value : stored);
        }
    }

    private static NodeResult.Completed Complete(StoreConfig config, NodeContext context, JsonElement value)
    {
        if (config.SaveTo is { Length: > 0 } saveTo)
        {
            context.SetVariable(saveTo, value);
        }

        return new NodeResult.Completed("next", value);
    }

    private static NodeResult.Failed Failure(string code, string message) => new(new NodeError(code, message, Retryable: false));

    /// <summary>The settings of one execution; keeps the first thing that is wrong.</summary>
    private sealed class Inputs(NodeContext context, CancellationToken cancellationToken)
    {
        public NodeError? Error { get; private set; }

        public void Fail(string code, string message) => Error ??= new NodeError(code, message, Retryable: false);

        public JsonElement Take(FieldValue? setting, string label)
        {
            var (value, problem) = setting?.Evaluate(context.Scope, cancellationToken) ?? default;
            if (problem is not null)
            {
                Fail(problem.Code, $"{label}: {problem.Message}");
            }

            return value;
        }

        public double Number(FieldValue setting, string label, double least, double most)
        {
            var value = Take(setting, label);
            if (!ValueComparison.TryNumber(value, out var number) || number < least || number > most)
            {
                Fail("store.number", $"{label}: this is no number that fits.");
            }

            return number;
        }
    }
}
