using FlowDesigner.Web.Editor.Commands;
using FlowDesigner.Web.Editor.Saving;
using FlowEngine.Definition;
using Microsoft.AspNetCore.Components;

namespace FlowDesigner.Web.Editor.Inspector;

/// <summary>Intents and entities of the bot.</summary>
public sealed partial class BotSettings : EditorPart
{
    private string _intent = "";
    private string _entity = "";
    private string? _mistake;

    [CascadingParameter]
    private BotSaver Saver { get; set; } = null!; // given by the page

    private static string TextOf(ChangeEventArgs e) => e.Value as string ?? "";

    private Task SetPhrases(string id, ChangeEventArgs e) =>
        SaveAsync(bot => bot with { Intents = Ordered.With(bot.Intents, id, bot.Intents[id] with { Phrases = BotEdits.Lines(TextOf(e)) }) });

    private Task RemoveIntent(string id) => SaveAsync(bot => bot with { Intents = Ordered.Without(bot.Intents, [id]) });

    private async Task AddIntent()
    {
        if (IsFree(_intent, State.Bot.Intents.ContainsKey))
        {
            await SaveAsync(bot => bot with { Intents = Ordered.With(bot.Intents, _intent, new IntentDefinition([])) });
            _intent = "";
        }
    }

    private Task SetEntity(string id, EntityDefinition entity) =>
        SaveAsync(bot => bot with { Entities = Ordered.With(bot.Entities, id, entity) });

    private Task RemoveEntity(string id) => SaveAsync(bot => bot with { Entities = Ordered.Without(bot.Entities, [id]) });

    private async Task AddEntity()
    {
        if (IsFree(_entity, State.Bot.Entities.ContainsKey))
        {
            await SaveAsync(bot => bot with { Entities = Ordered.With(bot.Entities, _entity, BotEdits.EntityOfKind("pattern")) });
            _entity = "";
        }
    }

    private bool IsFree(string id, Func<string, bool> taken)
    {
        _mistake = BotEdits.WhyNot(id, taken, T);
        return _mistake is null;
    }

    private async Task SaveAsync(Func<BotDefinition, BotDefinition> change) => _mistake = await Saver.ChangeAsync(change, CancellationToken.None);
}
