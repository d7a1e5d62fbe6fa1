using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Nodes;

namespace TestKit.Contract;

/// <summary>
/// Holds a connector to its contract: what it declares, and how it behaves when the other system has a bad day. Needs no
/// network but the loopback, no test framework, and no more than a definition.
/// </summary>
public static class ContractKit
{
    /// <summary>Tests a connector.</summary>
    /// <param name="subject">The connector.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The rules that it breaks; empty when it keeps the contract.</returns>
    public static async Task<IReadOnlyList<ContractFinding>> FindAsync(ContractSubject subject, CancellationToken cancellationToken)
    {
        var time = new ManualTimeProvider();
        await using var bench = new ConnectorBench(subject.AddTo, time: time);
        var nodes = bench.Nodes.All.Select(t => t.Definition).Where(d => d.Connector == subject.Connector.Key).ToList();
        var settings = JsonElement.Parse(subject.ConnectionSettings ?? SampleSettings.OfConnection(subject.Connector.Settings));
        var findings = new List<ContractFinding>();
        findings.AddRange(DefinitionRules.Find(subject.Connector, nodes, settings));
        foreach (var node in nodes)
        {
            var config = subject.NodeSettings.GetValueOrDefault(node.Type) ?? SampleSettings.Of(node.Fields);
            var wrong = bench.Validate(node.Type, config, node.Version).Where(p => p.Severity is FlowEngine.Definition.ProblemSeverity.Error).ToList();
            if (wrong.Count > 0)
            {
                findings.Add(new ContractFinding("kit.sample", node.Type, $"Give the kit settings that are valid: {wrong[0].Pointer}: {wrong[0].Message}"));
            }
            else if (!subject.Local.Contains(node.Type))
            {
                var byNature = subject.IdempotentByNature.Contains(node.Type);
                var rules = new CallRules(subject.Connector, node, config, settings, bench, time, subject.Patience, byNature);
                findings.AddRange(await rules.FindAsync(cancellationToken));
            }
        }

        findings.AddRange(await ProbeRules.FindAsync(subject.Connector, settings, time, subject.Patience, cancellationToken));
        return findings;
    }
}
