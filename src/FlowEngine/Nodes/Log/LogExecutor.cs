using System.Text.Json;
using FlowEngine.Expressions.Templates;
using FlowEngine.Running;
using Microsoft.Extensions.Logging;

namespace FlowEngine.Nodes.Log;

internal sealed class LogExecutor : INodeExecutor<LogConfig>
{
    private static readonly NodeResult Next = new NodeResult.Completed("next");

    public ValueTask<NodeResult> ExecuteAsync(LogConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var (message, problem) = config.Message.Evaluate(context.Scope, cancellationToken);
        JsonElement data = default;
        if (problem is null && config.Data is { } value)
        {
            (data, problem) = value.Evaluate(context.Scope, cancellationToken);
        }

        if (problem is not null)
        {
            return new(new NodeResult.Failed(new NodeError(problem.Code, problem.Message, Retryable: false)));
        }

        var text = ValueText.Of(message);
        context.Note(LevelOf(config.Level), text.Length > LogNode.MaximumLength ? text[..LogNode.MaximumLength] : text, data);
        return new(Next);
    }

    private static LogLevel LevelOf(string level) =>
        level switch
        {
            "debug" => LogLevel.Debug,
            "warning" => LogLevel.Warning,
            "error" => LogLevel.Error,
            _ => LogLevel.Information,
        };
}
