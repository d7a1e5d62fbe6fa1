using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using FlowEngine.Understanding;
using FlowEngine.Understanding.Intents;
using FlowRuntime.Credentials;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowRuntime.Learning.NotUnderstood;

/// <summary>
/// Stores messages that were not understood beside the turns, so that no visitor waits for it: many in one commit; when more
/// come than can be stored, some are not counted.
/// </summary>
internal sealed partial class NotUnderstoodRecorder(NotUnderstoodStore store, ISecretRedactor redactor, TimeProvider time, ILogger<NotUnderstoodRecorder> logger)
    : BackgroundService
{
    private const int MostWaiting = 2_000;
    private const int MostInOneCommit = 200;
    private const int LongestRead = 4_000;

    private readonly Channel<Misheard> _waiting = Channel.CreateBounded<Misheard>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Remembers a message; returns at once.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="text">What the visitor wrote.</param>
    /// <param name="understood">What was understood of it.</param>
    /// <param name="language">Language of the conversation.</param>
    public void Record(string botId, string text, Understood understood, string language)
    {
        // Masked before it is cut to what is kept: half a secret would not be recognised.
        var start = Cut(redactor.Redact(Cut(text, LongestRead)), NotUnderstoodMessage.LongestText);
        if (PhraseKey.Of(start) is not { Length: > 0 } words)
        {
            return;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(words)));
        _waiting.Writer.TryWrite(new Misheard(botId, hash, start, understood.Language ?? language, time.GetUtcNow()));
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stoppingToken).ConfigureAwait(false))
            {
                await StoreAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops; the few that wait are not worth holding it up.
        }
    }

    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        var heard = new List<Misheard>();
        while (heard.Count < MostInOneCommit && _waiting.Reader.TryRead(out var message))
        {
            heard.Add(message);
        }

        try
        {
            await store.AddAsync(heard, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SqliteException or DbUpdateException)
        {
            LogLost(e, heard.Count);
        }
    }

    [LoggerMessage(4705, LogLevel.Error, "{Count} messages that were not understood could not be stored.")]
    private partial void LogLost(Exception exception, int count);
}
