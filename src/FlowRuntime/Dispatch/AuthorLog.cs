using FlowEngine.Running;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Dispatch;

/// <summary>
/// Brings lines that authors log from the journal into the log of the application: after the commit, so that a turn that
/// is replayed says nothing twice, and after redaction.
/// </summary>
internal sealed partial class AuthorLog(ILogger<AuthorLog> logger)
{
    /// <summary>Writes the lines among some entries.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="entries">Entries as stored, secrets redacted.</param>
    public void Write(string botId, IReadOnlyList<JournalEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (JournalNote.Of(entry) is { } note && logger.IsEnabled(note.Level))
            {
                var line = note.Message.ReplaceLineEndings(" ");
                LogNote(note.Level, line, botId, entry.FlowId, entry.NodeId, entry.RunId);
            }
        }
    }

    [LoggerMessage(EventId = 2405, Message = "{Message} (bot {BotId}, flow {FlowId}, node {NodeId}, run {RunId})")]
    private partial void LogNote(LogLevel level, string message, string botId, string flowId, string nodeId, string runId);
}
