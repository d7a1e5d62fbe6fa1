using System.Text.Json;
using FlowEngine.Expressions;

namespace FlowEngine.Compilation;

/// <summary>The scope in which literals are made: it knows nothing.</summary>
internal sealed class NoScope : IExpressionScope
{
    public static readonly NoScope Instance = new();

    public IReadOnlyCollection<string> Roots => [];

    public bool TryGetRoot(string root, out JsonElement value)
    {
        value = default;
        return false;
    }

    public bool TryGetMember(string root, string member, out JsonElement value)
    {
        value = default;
        return false;
    }
}
