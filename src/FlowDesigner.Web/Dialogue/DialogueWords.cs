using System.Globalization;
using FlowEngine.Conversing;
using Microsoft.Extensions.Localization;

namespace FlowDesigner.Web.Dialogue;

/// <summary>Says in words what can be chosen.</summary>
internal static class DialogueWords
{
    /// <summary>Name of a command.</summary>
    public static string Title(IStringLocalizer<DialogueText> t, DialogueCommand command) =>
        command switch
        {
            DialogueCommand.Cancel => t["Cancel"],
            DialogueCommand.StartOver => t["Start over"],
            DialogueCommand.Agent => t["Talk to a person"],
            _ => t["Help"],
        };

    /// <summary>What a command does by itself.</summary>
    public static string Summary(IStringLocalizer<DialogueText> t, DialogueCommand command) =>
        command switch
        {
            DialogueCommand.Cancel => t["Ends the flow that asks: “cancel”, “stop”, “never mind”."],
            DialogueCommand.StartOver => t["Ends everything and begins as if the chat had just been opened: “start over”, “restart”."],
            DialogueCommand.Agent => t["Hands the conversation over: “agent”, “talk to a human”."],
            _ => t["Says what the bot can do: “help”, “menu”."],
        };

    /// <summary>Margins to choose from, and one that stands in the bot already.</summary>
    public static IEnumerable<(string Value, string Words)> Margins(IStringLocalizer<DialogueText> t, double now) =>
        With(now, (0, t["Never"]), (0.1, t["Only when they are very close"]), (0.2, t["When they are close (as usual)"]), (0.35, t["Rather once too often"]));

    /// <summary>Levels of frustration to choose from, and one that stands in the bot already.</summary>
    public static IEnumerable<(string Value, string Words)> Levels(IStringLocalizer<DialogueText> t, double now) =>
        With(now, (0, t["Never"]), (0.4, t["At the first signs"]), (0.6, t["When it is plain"]), (0.8, t["Only when it is extreme"]));

    /// <summary>A number as the value of a choice.</summary>
    public static string ValueOf(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static IEnumerable<(string Value, string Words)> With(double now, params (double Value, LocalizedString Words)[] choices)
    {
        foreach (var (value, words) in choices)
        {
            yield return (ValueOf(value), words);
        }

        if (!choices.Any(c => c.Value.Equals(now)))
        {
            yield return (ValueOf(now), ValueOf(now));
        }
    }
}
