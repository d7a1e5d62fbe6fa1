using FlowEngine.Conversing;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Dialogue;

/// <summary>One command while its settings are being changed.</summary>
internal sealed class CommandForm
{
    private CommandForm(DialogueCommand command) => Command = command;

    /// <summary>The command.</summary>
    public DialogueCommand Command { get; }

    /// <summary>Whether it works.</summary>
    public bool On { get; set; } = true;

    /// <summary>Flow that it begins; empty for what it does by itself.</summary>
    public string Flow { get; set; } = "";

    /// <summary>Team that gets the conversation; empty for any.</summary>
    public string Queue { get; set; } = "";

    /// <summary>More words for it by language, one a line.</summary>
    public Lines Phrases { get; private init; } = new();

    /// <summary>Begins to change a command.</summary>
    public static CommandForm Of(DialogueCommand command, CommandSettings? settings) =>
        new(command)
        {
            On = settings?.On ?? true,
            Flow = settings?.Flow ?? "",
            Queue = settings?.Queue ?? "",
            Phrases = new Lines(settings?.Phrases),
        };

    /// <summary>The settings.</summary>
    /// <returns>Null when they are the usual ones.</returns>
    public CommandSettings? Settings()
    {
        var settings = new CommandSettings(On, Phrases.Texts(), Flow.Length == 0 ? null : Flow, string.IsNullOrWhiteSpace(Queue) ? null : Queue.Trim());
        return settings == new CommandSettings() ? null : settings;
    }
}
