using FlowEngine.Running;

namespace FlowEngine.Conversing;

/// <summary>Makes buttons of plain words: what is shown is what is sent.</summary>
internal static class MessageButtons
{
    public static IReadOnlyList<MessageButton>? Of(IReadOnlyList<string>? words)
    {
        if (words is null or { Count: 0 })
        {
            return null;
        }

        var buttons = new List<MessageButton>(words.Count);
        foreach (var word in words)
        {
            buttons.Add(new MessageButton(word, word));
        }

        return buttons;
    }
}
