using FlowEngine.Expressions;
using FlowEngine.Running;

namespace FlowEngine.Compilation;

/// <summary>One pass over the settings of a node. Reused for every node of a turn; keeps the first thing that went wrong.</summary>
internal sealed class FieldResolution(IExpressionScope scope)
{
    public IExpressionScope Scope { get; } = scope;

    public CancellationToken CancellationToken { get; private set; }

    public NodeError? Error { get; private set; }

    public void Begin(CancellationToken cancellationToken)
    {
        CancellationToken = cancellationToken;
        Error = null;
    }

    public void Fail(string code, string label, string message) =>
        Error ??= new NodeError(code, $"{label}: {message}", Retryable: false);
}
