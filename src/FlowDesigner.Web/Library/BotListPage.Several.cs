using FlowDesigner.Web.Library.Importing;
using FlowDesigner.Web.Shell;
using FlowDesigner.Web.Wording;
using FlowEngine.Definition;
using FlowRuntime.Library;
using FlowRuntime.Library.Filing;
using Microsoft.AspNetCore.Components.Forms;

namespace FlowDesigner.Web.Library;

/// <summary>What is done with several bots, or several files, at once.</summary>
public sealed partial class BotListPage
{
    private async Task DropAsync(InputFileChangeEventArgs change)
    {
        if (_dialog is null)
        {
            _dialog = new Asking.Import(await ImportReader.ReadAsync(change, _gone.Token));
        }
    }

    private async Task ImportAsync(ImportChoice choice)
    {
        foreach (var bundle in choice.Bots)
        {
            await Library.SaveAsync(bundle, expectedETag: "*", _actor, _gone.Token);
        }

        var stale = new List<string>();
        foreach (var flow in choice.Flows)
        {
            var into = choice.Into ?? ""; // flows come with a bot to put them into
            var before = await Library.FindFlowAsync(into, flow.Id, _gone.Token);
            if (!(await Library.SaveFlowAsync(into, flow, before?.Revision ?? 0, _actor, _gone.Token)).Saved)
            {
                stale.Add(flow.Name);
            }
        }

        var names = string.Join(", ", choice.Bots.Select(b => b.Bot.Name).Concat(choice.Flows.Select(f => f.Name).Except(stale)));
        await DoneAsync(stale.Count > 0 ? Stale(string.Join(", ", stale)) : new Notice("good", T["{0}: imported as a draft. Publish it to make it live.", names]));
    }

    private async Task FileAsync(IReadOnlyDictionary<string, BotPlace> places)
    {
        await Filing.FileAsync(places, _actor, _gone.Token);
        _view.ChooseNone();
        await DoneAsync(null);
    }

    private async Task PublishAsync(IReadOnlyList<BotSummary> bots)
    {
        var done = new List<string>();
        var left = new List<string>();
        foreach (var bot in bots)
        {
            var result = await Library.PublishAsync(bot.Id, _actor, _gone.Token);
            if (result is { Version: { } version })
            {
                done.Add($"{bot.Name} (v{version})");
            }
            else if (result is not null)
            {
                left.Add(T.Count(result.Problems.Count(p => p.Severity == ProblemSeverity.Error), "{1} (one problem)", "{1} ({0} problems)", bot.Name));
            }
        }

        _view.ChooseNone();
        var text = done.Count > 0 ? T["Live now: {0}.", string.Join(", ", done)].Value : "";
        await DoneAsync(
            left.Count == 0
                ? new Notice("good", text)
                : new Notice("warn", $"{text} {T["Left as they were: {0}. Open one and press Publish to see what stands in the way.", string.Join(", ", left)]}".Trim())
        );
    }

    private async Task DeleteBotsAsync(IReadOnlyList<BotSummary> bots)
    {
        foreach (var bot in bots)
        {
            await Library.DeleteAsync(bot.Id, _actor, _gone.Token);
        }

        _view.ChooseNone();
        await DoneAsync(new Notice("", T.Count(bots.Count, "One bot was deleted.", "{0} bots were deleted.")));
    }
}
