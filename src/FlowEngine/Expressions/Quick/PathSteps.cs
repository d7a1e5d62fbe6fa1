using System.Text.Json;
using FlowEngine.Expressions.Syntax.Parsing;

namespace FlowEngine.Expressions.Quick;

/// <summary>What came of reading a path.</summary>
internal enum PathOutcome
{
    /// <summary>Its value, which may be undefined.</summary>
    Value,

    /// <summary>A member that only an engine knows, such as a function of a list.</summary>
    Unknown,

    /// <summary>There is no such root.</summary>
    NoRoot,

    /// <summary>A member of null or undefined.</summary>
    NoOwner,
}

/// <summary>A step of a path.</summary>
/// <param name="Name">Name of the member, or the index as text.</param>
/// <param name="Index">The index; null for a name.</param>
/// <param name="IsOptional">True behind <c>?.</c>, where a missing owner ends the path as undefined.</param>
/// <param name="Start">Where the name stands.</param>
/// <param name="OwnerEnd">Where what it is read from ends.</param>
internal readonly record struct PathStep(string Name, int? Index, bool IsOptional, int Start, int OwnerEnd);

/// <summary>The steps of <c>vars.order.items[0]?.name</c>.</summary>
internal sealed class PathSteps
{
    private readonly PathStep[] _steps;

    public PathSteps(string root, PathStep[] steps, TextSpan span)
    {
        Root = root;
        Span = span;
        _steps = steps;
        Text = string.Join('.', steps.TakeWhile(s => s.Index is null).Select(s => s.Name).Prepend(root));
    }

    public string Root { get; }

    public IReadOnlyList<PathStep> Steps => _steps;

    public TextSpan Span { get; }

    /// <summary>The path up to its first index.</summary>
    public string Text { get; }

    /// <summary>Whether every object has a member of this name: what it means is the engine's to tell.</summary>
    public static bool IsInherited(string name) =>
        name
            is "constructor"
                or "toString"
                or "valueOf"
                or "toLocaleString"
                or "hasOwnProperty"
                or "isPrototypeOf"
                or "propertyIsEnumerable"
                or "__proto__";

    /// <summary>Reads the path.</summary>
    /// <param name="scope">What names mean.</param>
    /// <param name="value">The value, or the owner that has no members.</param>
    /// <param name="done">The step that failed.</param>
    public PathOutcome Read(IExpressionScope scope, out JsonElement value, out int done)
    {
        done = 0;
        if (_steps is [{ Index: null } first, ..] && scope.TryGetMember(Root, first.Name, out value))
        {
            done = 1;
        }
        else if (_steps.Length > 0 && _steps[0].Index is null && scope.IsObject(Root))
        {
            (value, done) = (default, 1);
        }
        else if (!Knows(scope.Roots))
        {
            value = default;
            return PathOutcome.NoRoot;
        }
        else if (!scope.TryGetRoot(Root, out value))
        {
            value = default;
        }

        for (; done < _steps.Length; done++)
        {
            if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            {
                if (_steps[done].IsOptional)
                {
                    value = default;
                    return PathOutcome.Value;
                }

                return PathOutcome.NoOwner;
            }

            if (!TryRead(value, _steps[done], out value))
            {
                return PathOutcome.Unknown;
            }
        }

        return PathOutcome.Value;
    }

    private bool Knows(IReadOnlyCollection<string> roots) =>
        roots is HashSet<string> set ? set.Contains(Root) : roots.Contains(Root, StringComparer.Ordinal);

    /// <summary>Reads one member of a value; false when only an engine knows what it means.</summary>
    public static bool TryRead(JsonElement owner, in PathStep step, out JsonElement value)
    {
        value = default;
        switch (owner.ValueKind)
        {
            case JsonValueKind.Object:
                value = owner.TryGetProperty(step.Name, out var member) ? member : default;
                return true;
            case JsonValueKind.Array when step.Index is { } index:
                value = index < owner.GetArrayLength() ? owner[index] : default;
                return true;
            case JsonValueKind.Array when step.Name == "length":
                value = JsonValues.Of(owner.GetArrayLength());
                return true;
            case JsonValueKind.String when step.Name == "length":
                value = JsonValues.Of(JsonText.Read(owner).Length);
                return true;
            case JsonValueKind.String when step.Index is { } index:
                var text = JsonText.Read(owner);
                value = index < text.Length ? JsonValues.Of(text.Substring(index, 1)) : default;
                return true;
            default:
                return false;
        }
    }
}
