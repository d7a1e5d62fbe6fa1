using FlowEngine.Running;

namespace FlowEngine.Conversing;

/// <summary>What is said when an interrupted question is asked again.</summary>
internal static class WayBack
{
    /// <summary>Leads over to the question: "Back to your question." in the bot's own words, in ours, or not at all.</summary>
    /// <param name="context">The node that asks again.</param>
    /// <returns>Words with a blank behind them; empty for none.</returns>
    public static string To(NodeContext context)
    {
        var text = context.Bot.Interruptions?.ReturnText ?? Phrases.Of(context.Conversation.Language).Words.Back;
        return string.IsNullOrWhiteSpace(text) ? "" : $"{text.Trim()} ";
    }
}
