using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Nodes;
using FlowEngine.Running;

namespace NaughtyPlugin;

/// <summary>A plug-in that does what the file <c>behaviour.txt</c> beside it says, for tests of what is contained.</summary>
public sealed class Plugin : IConnectorPlugin
{
    private readonly string[] _behaviour;

    public Plugin()
    {
        _behaviour = File.ReadAllLines(Beside("behaviour.txt"));
        if (_behaviour[0] == "throw")
        {
            throw new FormatException("sk_live_secret");
        }
    }

    [SuppressMessage("Design", "CA1065", Justification = "To misbehave is what it is for.")]
    public IEnumerable<ConnectorDefinition> Connectors
    {
        get
        {
            if (_behaviour[0] == "hang")
            {
                File.WriteAllText(Beside("entered.txt"), "");
                Thread.CurrentThread.Join();
            }

            var connector = new ConnectorDefinition(_behaviour.ElementAtOrDefault(1) ?? "naughty", "Naughty", "Behaves badly.", "shop", [], [])
            {
                Operations = [new OperationDefinition("run", "Run", "Runs.", RunAsync)],
                Probe = (_, _) => throw new FormatException("sk_live_secret"),
            };
            yield return _behaviour[0] switch
            {
                "invalid" => connector with { Title = "" },
                "nulls" => connector with { Settings = null! },
                _ => connector,
            };
            if (_behaviour[0] == "half")
            {
                throw new FormatException("sk_live_secret");
            }

            if (_behaviour[0] == "second")
            {
                yield return connector with { Key = "http" };
            }
        }
    }

    private static string Beside(string file) => Path.Combine(Path.GetDirectoryName(typeof(Plugin).Assembly.Location)!, file); // loaded from a file

    private static ValueTask<NodeResult> RunAsync(OperationCall call, CancellationToken cancellationToken) =>
        ValueTask.FromResult<NodeResult>(
            new NodeResult.Completed("success", JsonSerializer.SerializeToElement(typeof(Plugin).Assembly.Location))
        );
}
