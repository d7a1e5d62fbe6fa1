using System.Text.Json;
using FlowEngine.Definition;
using FlowEngine.Running;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>A made-up answer while somebody writes it.</summary>
internal sealed class MockDraft
{
    /// <summary>Port that the node leaves by; null when it fails.</summary>
    public string? Port { get; private set; }

    /// <summary>The output as JSON; empty for none.</summary>
    public string Output { get; set; } = "";

    public string Code { get; set; } = "http.timeout";

    public string Message { get; set; } = "";

    public bool Retryable { get; set; }

    /// <summary>Begins with what was made up before, else with what the node did in the test, else with its first port.</summary>
    public static MockDraft Of(SystemCall call, RunStep? seen)
    {
        var error = seen?.Error ?? (seen is null ? call.Mock?.Error : null);
        var output = seen?.Output ?? call.Mock?.Output ?? default;
        var ports = call.Definition.PortsFor(call.Node.Config);
        return new MockDraft
        {
            Port = error is not null ? null
                : seen?.Port is { } title ? ports.FirstOrDefault(p => p.Title == title)?.Name ?? ports[0].Name
                : call.Mock?.Port ?? ports[0].Name,
            Output = output.ValueKind == JsonValueKind.Undefined ? "" : ShortValue.AsJson(output),
            Code = error?.Code ?? call.Definition.Errors?.Keys.FirstOrDefault() ?? "http.timeout",
            Message = error?.Message ?? "",
            Retryable = error?.Retryable ?? false,
        };
    }

    /// <summary>Chooses how it ends.</summary>
    /// <param name="port">The port; null for a failure.</param>
    public void Leave(string? port) => Port = port;

    /// <summary>The answer as it is kept.</summary>
    /// <exception cref="JsonException">The output is no JSON.</exception>
    public NodeMock Make() =>
        Port is null
            ? new NodeMock(null, Error: new NodeError(Code.Trim(), Message.Trim(), Retryable))
            : new NodeMock(Port, Output.Trim().Length == 0 ? default : JsonElement.Parse(Output));
}
