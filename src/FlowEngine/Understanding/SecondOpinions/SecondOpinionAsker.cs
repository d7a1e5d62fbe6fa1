using System.Net.Http.Headers;
using FlowEngine.Compilation;
using FlowEngine.Connecting;
using FlowEngine.Connecting.Calling;
using FlowEngine.Definition;
using FlowEngine.Running;

namespace FlowEngine.Understanding.SecondOpinions;

/// <summary>
/// Asks another system what a visitor wants, where a bot says so and is not sure itself. It is asked before a turn, never
/// during one, and whatever goes wrong there leaves the visitor with what the bot itself understood.
/// </summary>
public static class SecondOpinionAsker
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Asks about an input, if it is a message that the bot is not sure of.</summary>
    /// <param name="program">The bot.</param>
    /// <param name="run">The conversation's latest run; null when there was none.</param>
    /// <param name="input">What the turn is going to react to.</param>
    /// <param name="host">Host of the turn.</param>
    /// <param name="time">Clock of the time limit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The input with the answer, to be stored before the turn; the same object when nobody was asked.</returns>
    public static async ValueTask<TurnInput> AskAsync(
        BotProgram program,
        RunState? run,
        TurnInput input,
        TurnHost host,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(host);
        if (
            program.Bot.Understanding?.SecondOpinion is not { } settings
            || input is not TurnInput.Message { Opinion: null } message
            || !IsFree(run)
            || Router.ReadByIntents(program, run?.Dialogue ?? DialogueState.Fresh, message, host) is not { } understood
        )
        {
            return input;
        }

        var asking = AskAsync(program.Bot, settings, message.Text, understood, understood.Language ?? host.Conversation.Language, host.Connections, time, cancellationToken);
        await host.HoldUpAsync(asking, cancellationToken).ConfigureAwait(false);
        return message with { Opinion = await asking.ConfigureAwait(false) };
    }

    /// <summary>Asks about a message, however sure the bot is.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="settings">Who is asked, and how.</param>
    /// <param name="text">What the visitor wrote; the first 1,000 characters are sent.</param>
    /// <param name="understood">What the bot itself understood.</param>
    /// <param name="language">Language of the message.</param>
    /// <param name="connections">Opens the connection.</param>
    /// <param name="time">Clock of the time limit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What it answered, or why its answer does not count.</returns>
    public static async Task<SecondOpinion> AskAsync(
        BotDefinition bot,
        SecondOpinionSettings settings,
        string text,
        Understood understood,
        string language,
        IConnectionSource connections,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(bot);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(connections);
        if (!bot.Connections.TryGetValue(settings.Connection, out var connector) || !HttpPaths.IsBelow(settings.Path))
        {
            return new SecondOpinion(Problem: "The bot has no such connection, or the path leaves its address.");
        }

        var patience = TimeSpan.FromSeconds(settings.TimeoutSeconds);
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var connection = await connections.OpenAsync(settings.Connection, connector, either.Token).ConfigureAwait(false);
            if (connection.Http.BaseAddress is null)
            {
                return new SecondOpinion(Problem: $"The connection {settings.Connection} does not speak HTTP.");
            }

            using var request = RequestOf(settings, OpinionQuestion.Write(bot, settings, text, understood, language));
            var exchange = await ConnectionCall
                .SendAsync(connection, request, new CallLimits(patience, MaxBytes), time, either.Token)
                .ConfigureAwait(false);
            return exchange switch
            {
                Exchange.Answered answered => OpinionAnswer.Read(answered.Answer, bot, settings.Kind),
                Exchange.Unanswered none => new SecondOpinion(Problem: none.Message),
                _ => throw new InvalidOperationException("An exchange is answered or unanswered."),
            };
        }
        catch (ConnectionRefusedException e)
        {
            return new SecondOpinion(Problem: e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SecondOpinion(Problem: FormattableString.Invariant($"It did not answer within {settings.TimeoutSeconds:0.##} seconds."));
        }
    }

    /// <summary>Tells whether several intents are about as likely.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="understood">What it understood.</param>
    /// <returns>True when the second is within the margin at which the bot asks back.</returns>
    public static bool AreClose(BotDefinition bot, Understood understood)
    {
        ArgumentNullException.ThrowIfNull(bot);
        ArgumentNullException.ThrowIfNull(understood);
        return understood.Intents is [var first, var second, ..] && first.Score - second.Score < (bot.Dialogue?.Clarify ?? new ClarifySettings()).Margin;
    }

    /// <summary>True when no question waits for the message, and the run is not in the middle of something.</summary>
    private static bool IsFree(RunState? run) =>
        run is null or { HasEnded: true } || (run is { Status: RunStatus.Waiting, TakesMessages: true } && !run.Frames.Exists(f => f.Bookmark is Bookmark.Input));

    private static HttpRequestMessage RequestOf(SecondOpinionSettings settings, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.Path.TrimStart('/'), UriKind.Relative)) { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return request;
    }
}
