using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Nodes;

namespace FlowRuntime.Connections.Imported;

/// <summary>Compares two states of a connector: what is new, gone or different, and what that means for a node.</summary>
internal sealed class ConnectorComparison
{
    private const string Added = "added";
    private const string Removed = "removed";
    private const string Changed = "changed";

    private readonly ConnectorDefinition _before;
    private readonly List<ConnectorChange> _changes = [];
    private readonly Dictionary<string, List<Func<FlowNode, string?>>> _rules = new(StringComparer.Ordinal);

    /// <summary>Compares.</summary>
    /// <param name="before">The connector as it is.</param>
    /// <param name="after">The connector as it will be.</param>
    public ConnectorComparison(ConnectorDefinition before, ConnectorDefinition after)
    {
        _before = before;
        var (old, now) = (before.Operations.ToDictionary(o => o.Key), after.Operations.ToDictionary(o => o.Key));
        foreach (var operation in after.Operations.Where(o => !old.ContainsKey(o.Key)))
        {
            _changes.Add(new ConnectorChange(Added, operation.Key, null, $"\"{operation.Title}\" is new.", IsBreaking: false));
        }

        foreach (var operation in before.Operations)
        {
            if (now.TryGetValue(operation.Key, out var kept))
            {
                CompareFields(operation, kept);
                ComparePorts(operation, kept);
                CompareEffect(operation, kept);
            }
            else
            {
                Break(operation.Key, Removed, null, $"\"{operation.Title}\" is gone.", _ => $"\"{operation.Title}\" is gone.");
            }
        }

        CompareKeys("setting", before.Settings.Select(f => f.Name), after.Settings.Select(f => f.Name));
        CompareKeys("kind of credential", before.Credentials.Select(c => c.Key), after.Credentials.Select(c => c.Key));
    }

    /// <summary>The differences.</summary>
    public IReadOnlyList<ConnectorChange> Changes => _changes;

    /// <summary>Why a node no longer works.</summary>
    /// <param name="node">Any node.</param>
    /// <returns>The reasons; none when it does.</returns>
    public IEnumerable<string> Breaks(FlowNode node) =>
        node.Type.StartsWith(_before.Key + ".", StringComparison.Ordinal)
        && _rules.TryGetValue(node.Type[(_before.Key.Length + 1)..], out var rules)
            ? rules.Select(rule => rule(node)).OfType<string>()
            : [];

    private void CompareFields(OperationDefinition before, OperationDefinition after)
    {
        var now = after.Fields.ToDictionary(f => f.Name);
        foreach (var field in before.Fields)
        {
            if (!now.TryGetValue(field.Name, out var kept))
            {
                var gone = $"The setting \"{field.Label}\" is gone.";
                Break(before.Key, Removed, field.Name, gone, node => IsSet(node, field.Name) ? gone : null);
                continue;
            }

            if (kept.Kind != field.Kind)
            {
                var other = $"The setting \"{field.Label}\" was a {field.Kind} and is a {kept.Kind}.";
                Break(before.Key, Changed, field.Name, other, node => IsSet(node, field.Name) ? other : null);
            }

            if (kept.Required && !field.Required)
            {
                Require(before.Key, Changed, kept);
            }

            CompareOptions(before.Key, field, kept);
        }

        foreach (var field in after.Fields.Where(f => before.Fields.All(b => b.Name != f.Name)))
        {
            if (field.Required)
            {
                Require(before.Key, Added, field);
            }
            else
            {
                _changes.Add(new ConnectorChange(Added, before.Key, field.Name, $"The setting \"{field.Label}\" is new.", IsBreaking: false));
            }
        }
    }

    private void Require(string operation, string kind, FieldDefinition field)
    {
        var message = $"The setting \"{field.Label}\" is required now.";
        Break(operation, kind, field.Name, message, node => IsSet(node, field.Name) ? null : message);
    }

    private void CompareOptions(string operation, FieldDefinition before, FieldDefinition after)
    {
        if (before.Kind != FieldKind.Choice || after.Kind != FieldKind.Choice)
        {
            return;
        }

        var (old, now) = (before.Options!.Select(o => o.Value).ToList(), after.Options!.Select(o => o.Value).ToHashSet()); // a choice has options
        var gone = old.Where(o => !now.Contains(o)).ToHashSet(StringComparer.Ordinal);
        if (gone.Count > 0)
        {
            Break(
                operation,
                Changed,
                before.Name,
                $"The setting \"{before.Label}\" cannot be {string.Join(", ", gone.Take(10))} any more.",
                node => TextOf(node, before.Name) is { } value && gone.Contains(value) ? $"The setting \"{before.Label}\" cannot be {value} any more." : null
            );
        }
        else if (now.Count > old.Count)
        {
            _changes.Add(new ConnectorChange(Changed, operation, before.Name, $"The setting \"{before.Label}\" has more choices.", IsBreaking: false));
        }
    }

    private void ComparePorts(OperationDefinition before, OperationDefinition after)
    {
        foreach (var port in before.Outputs.Where(p => after.Outputs.All(n => n.Name != p.Name)))
        {
            var gone = $"The port \"{port.Title}\" is gone.";
            Break(before.Key, Removed, port.Name, gone, node => node.Links.ContainsKey(port.Name) ? gone : null);
        }

        foreach (var port in after.Outputs.Where(p => before.Outputs.All(o => o.Name != p.Name)))
        {
            _changes.Add(new ConnectorChange(Added, before.Key, port.Name, $"The port \"{port.Title}\" is new.", IsBreaking: false));
        }
    }

    private void CompareEffect(OperationDefinition before, OperationDefinition after)
    {
        if (before.Effect != after.Effect)
        {
            _changes.Add(new ConnectorChange(Changed, before.Key, null, $"It was a {before.Effect} and is a {after.Effect}.", IsBreaking: false));
        }
    }

    private void CompareKeys(string what, IEnumerable<string> before, IEnumerable<string> after)
    {
        var (old, now) = (before.ToList(), after.ToList());
        _changes.AddRange(old.Except(now).Select(k => new ConnectorChange(Removed, null, k, $"The {what} {k} is gone: connections that use it must be edited.", IsBreaking: true)));
        _changes.AddRange(now.Except(old).Select(k => new ConnectorChange(Added, null, k, $"The {what} {k} is new.", IsBreaking: false)));
    }

    private void Break(string operation, string kind, string? part, string message, Func<FlowNode, string?> rule)
    {
        _changes.Add(new ConnectorChange(kind, operation, part, message, IsBreaking: true));
        if (!_rules.TryGetValue(operation, out var rules))
        {
            _rules[operation] = rules = [];
        }

        rules.Add(rule);
    }

    private static bool IsSet(FlowNode node, string field) =>
        node.Config.ValueKind == JsonValueKind.Object && node.Config.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null;

    private static string? TextOf(FlowNode node, string field) =>
        IsSet(node, field) && node.Config.GetProperty(field) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
