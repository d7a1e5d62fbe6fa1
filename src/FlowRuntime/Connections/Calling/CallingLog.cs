using Microsoft.Extensions.Logging;

namespace FlowRuntime.Connections.Calling;

/// <summary>What an operator should know of calls: names and figures, never addresses with queries, headers or bodies.</summary>
internal sealed partial class CallingLog(ILogger<CallingLog> logger)
{
    [LoggerMessage(4111, LogLevel.Warning, "Connection {Connection} is left alone for a while: its calls fail, the last with {Code}.")]
    public partial void Opened(string connection, string code);

    [LoggerMessage(4112, LogLevel.Information, "Connection {Connection} is well again.")]
    public partial void Closed(string connection);

    [LoggerMessage(4113, LogLevel.Information, "The system behind connection {Connection} asks to wait {Seconds} seconds.")]
    public partial void Throttled(string connection, double seconds);
}
