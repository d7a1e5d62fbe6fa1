using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Connecting.Calling;
using FlowEngine.Running;

namespace FlowEngine.Connecting;

/// <summary>One attempt of an operation: what it is called with. Valid during the attempt only.</summary>
/// <param name="connector">The connector.</param>
/// <param name="operation">The operation.</param>
/// <param name="settings">Settings of the operation with every expression resolved, an object.</param>
/// <param name="context">The run.</param>
/// <param name="time">Clock of time limits.</param>
public sealed class OperationCall(
    ConnectorDefinition connector,
    OperationDefinition operation,
    JsonElement settings,
    NodeContext context,
    TimeProvider time
)
{
    /// <summary>The connector.</summary>
    public ConnectorDefinition Connector { get; } = connector;

    /// <summary>The operation.</summary>
    public OperationDefinition Operation { get; } = operation;

    /// <summary>Settings of the operation with every expression resolved: an object with the declared fields, defaults filled in.</summary>
    public JsonElement Settings { get; } = settings;

    /// <summary>The run.</summary>
    public NodeContext Context { get; } = context;

    /// <summary>Clock of time limits.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>How long the answer may be used again, as the author set it; null for not at all.</summary>
    public CachePolicy? Cache { get; init; }

    /// <summary>True when the author asks for the newest answer.</summary>
    public bool Fresh { get; init; }

    /// <summary>The connection; throws when the connector needs none.</summary>
    public IConnection Connection => Context.Connection;

    /// <summary>Reads a setting.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The value; undefined when it is absent.</returns>
    public JsonElement Value(string name) => Settings.TryGetProperty(name, out var value) ? value : default;

    /// <summary>Reads a text; numbers and yes or no as text.</summary>
    /// <param name="name">Name of the setting.</param>
    /// <returns>The text; null when the setting is absent.</returns>
    public string? Text(string name) => Value(name) is { ValueKind: not JsonValueKind.Undefined } value ? FieldConversion.ToText(value) : null;

    /// <summary>Reads a whole number.</summary>
    /// <param name="name">Name of the setting.</param>
    /// <returns>The number, cut to a whole one; null when the setting is absent or no number.</returns>
    public int? Whole(string name) => Number(name) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;

    /// <summary>Reads a number.</summary>
    /// <param name="name">Name of the setting.</param>
    /// <returns>The number; null when the setting is absent or no number.</returns>
    public decimal? Number(string name) => FieldConversion.TryNumber(Value(name), out var number) ? number : null;

    /// <summary>Reads yes or no.</summary>
    /// <param name="name">Name of the setting.</param>
    /// <returns>True for yes; false when the setting is absent.</returns>
    public bool IsSet(string name) => FieldConversion.TryBoolean(Value(name), out var value) && value;

    /// <summary>Reads a list of texts.</summary>
    /// <param name="name">Name of the setting.</param>
    /// <returns>The texts; empty when the setting is absent.</returns>
    public IReadOnlyList<string> Texts(string name) => FieldConversion.TryTexts(Value(name), out var texts) ? texts : [];

    /// <summary>Sends a request over the connection with what this call tells its pipeline. Retries nothing.</summary>
    /// <param name="request">The request, its address relative to the connection's; disposed by the caller.</param>
    /// <param name="limits">Longest time and largest answer.</param>
    /// <param name="cancellationToken">Cancels the run; passes through as an exception.</param>
    /// <returns>What came of it.</returns>
    public Task<Exchange> SendAsync(HttpRequestMessage request, CallLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Options.Set(CallOptions.Operation, $"{Connector.Key}.{Operation.Key}");
        if (Cache is not null)
        {
            request.Options.Set(CallOptions.Cache, Cache);
            request.Options.Set(CallOptions.Fresh, Fresh);
        }

        return ConnectionCall.SendAsync(Connection, request, limits, Time, cancellationToken);
    }
}
