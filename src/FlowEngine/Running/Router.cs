using FlowEngine.Compilation;
using FlowEngine.Understanding;

namespace FlowEngine.Running;

/// <summary>Decides which flow takes a message that no waiting run takes.</summary>
internal static class Router
{
    /// <summary>The flow of the best intent that has one, else the bot's fallback.</summary>
    /// <returns>Where the run begins; null when nothing takes the message.</returns>
    public static (FlowProgram Flow, int Node)? RouteOf(BotProgram program, string text, TurnHost host)
    {
        var reading = new UnderstandingContext(host.Conversation.Language, host.Now, program.Zone);
        var understood = program.Understanding.Understand(text, reading);
        foreach (var (intent, score) in understood.Intents)
        {
            if (score >= understood.Threshold && program.RouteOf(intent) is { } route)
            {
                return route;
            }
        }

        return program.Fallback;
    }
}
