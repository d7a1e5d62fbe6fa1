using System.Text.Json;
using FlowEngine.Compilation;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Expressions;
using FlowEngine.Nodes;
using FlowEngine.Nodes.TriggerWebhook;
using FlowEngine.Running;
using FlowEngine.Testing;
using FlowEngine.Understanding;
using FlowRuntime.Credentials;
using FlowRuntime.Library;

namespace FlowRuntime.Gateway.Hooks.Deliveries;

/// <summary>Runs calls with the draft of a bot, in memory.</summary>
internal sealed class HookDrafts(
    IFlowLibrary library,
    NodeCatalog catalog,
    IExpressionEngine expressions,
    IUnderstandingFactory understanding,
    FlowInterpreter interpreter,
    IConnectionSource connections,
    ISecretRedactor redactor,
    TimeProvider time
)
{
    /// <summary>Version number of a draft.</summary>
    private const int Draft = 0;

    /// <summary>Nothing ran.</summary>
    public static HookDraftReplay Refused(string code, string message) => new(null, null, [], null, [], code, message);

    public async Task<HookDraftReplay> RunAsync(
        string botId,
        string hook,
        JsonElement happened,
        bool callOthers,
        CancellationToken cancellationToken
    )
    {
        if (await library.FindAsync(botId, cancellationToken).ConfigureAwait(false) is not { } draft)
        {
            return Refused("hook.missing", "There is no such bot any more.");
        }

        if (library.Validate(draft.Bundle).FirstOrDefault(p => p.Severity == ProblemSeverity.Error) is { } problem)
        {
            return Refused("bot.invalid", $"The draft cannot run: {problem.Pointer} {problem.Message}");
        }

        var program = BotProgram.Compile(draft.Bundle, Draft, catalog, expressions, understanding.Create(draft.Bundle.Bot));
        if (program.Triggers.FirstOrDefault(t => t.Config is TriggerWebhookConfig config && config.Hook == hook) is not { } trigger)
        {
            return Refused("hook.missing", "The draft has no such webhook.");
        }

        using var chat = new SimulatedConversation(
            interpreter,
            program,
            callOthers ? connections : new NoConnections(),
            time,
            new SimulationOptions { Conversation = new ConversationInfo("replay", "webhook", program.Bot.Languages[0], $"webhook:{hook}", null) }
        );
        await chat.TriggerAsync(trigger.FlowId, trigger.NodeId, happened, cancellationToken).ConfigureAwait(false);
        return new HookDraftReplay(
            chat.Run?.Status,
            chat.Run?.Error is { } error ? error with { Message = redactor.Redact(error.Message) } : null,
            [.. chat.Transcript.Where(m => !m.FromVisitor).Select(m => redactor.Redact(m.Text))],
            chat.Response is { } response ? response with { Body = redactor.Redact(response.Body) } : null,
            [.. chat.Journal.Select(e => e with { Data = redactor.Redact(e.Data) })]
        );
    }

    private sealed class NoConnections : IConnectionSource
    {
        public ValueTask<IConnection> OpenAsync(string name, string connector, CancellationToken cancellationToken) =>
            throw new ConnectionRefusedException("connection.refused", "Other systems are not called when a draft runs a delivery again.");
    }
}
