using FlowEngine.Running;

namespace FlowDesigner.Web.Editor.Simulator;

/// <summary>A line of the test chat. A closed set.</summary>
internal abstract record ChatLine
{
    private ChatLine() { }

    /// <summary>The tester wrote.</summary>
    /// <param name="Text">What.</param>
    /// <param name="Understood">How it was understood, such as <c>order status</c>; null when it was no beginning.</param>
    /// <param name="Percent">How sure.</param>
    internal sealed record Visitor(string Text, string? Understood, int Percent) : ChatLine;

    /// <summary>The bot wrote.</summary>
    /// <param name="Text">What.</param>
    /// <param name="Buttons">Suggested answers.</param>
    /// <param name="Attachments">What goes with the text.</param>
    internal sealed record Bot(string Text, IReadOnlyList<MessageButton> Buttons, IReadOnlyList<MessageAttachment> Attachments) : ChatLine
    {
        /// <summary>Node that said it; null while it is at work.</summary>
        public RunStep? Via { get; set; }
    }

    /// <summary>Something happened that the tester must know.</summary>
    /// <param name="Text">What.</param>
    /// <param name="IsError">True when it went wrong.</param>
    internal sealed record Event(string Text, bool IsError) : ChatLine;
}
