using FlowEngine.Definition;

namespace FlowDesigner.Web.Library.Importing;

/// <summary>What a file, or the folder of a bot, turned out to be.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Bot">The bot in it; null when it holds none.</param>
/// <param name="Flow">The single flow in it; null when it holds none.</param>
/// <param name="Problems">Why it cannot be read; empty when it can.</param>
public sealed record ImportItem(string Name, BotBundle? Bot, FlowDefinition? Flow, IReadOnlyList<Problem> Problems);

/// <summary>What shall be imported.</summary>
/// <param name="Bots">Bots; they replace drafts of the same id.</param>
/// <param name="Flows">Single flows; they replace flows of the same id.</param>
/// <param name="Into">Bot that the flows go to; null without flows.</param>
public sealed record ImportChoice(IReadOnlyList<BotBundle> Bots, IReadOnlyList<FlowDefinition> Flows, string? Into);
