using FlowDesigner.Web.Library.Finding;
using FlowEngine.Definition;
using FlowEngine.Expressions.Assistance;
using FlowEngine.Nodes;

namespace FlowDesigner.Web.Library.Renaming;

/// <summary>Gives a thing of a bot another name, everywhere it is used.</summary>
internal static class NameChange
{
    /// <summary>Says what a rename would change. Nothing is stored.</summary>
    /// <param name="bundle">The bot.</param>
    /// <param name="catalog">Tells what the settings of nodes are.</param>
    /// <param name="thing">What gets another name.</param>
    /// <param name="name">The name.</param>
    /// <returns>The bot as it would be with every change, or why it cannot be.</returns>
    public static RenamePlan Plan(BotBundle bundle, NodeCatalog catalog, Thing thing, string name)
    {
        var spots = BotTexts.Of(bundle, catalog).ToList();
        var uses = new Uses(bundle);
        var all = spots.SelectMany(uses.In).ToList();
        if (Refuse(bundle, all, thing, name) is { } refusal)
        {
            return new RenamePlan(bundle, [], [], refusal);
        }

        var edits = all.Where(u => u.Thing == thing)
            .GroupBy(u => u.At)
            .Select(at => new TextEdit(at.Key, at.Aggregate(at.Key.Text, (text, use) => Rewrite(use, text, name))))
            .ToList();
        var edited = edits.Select(e => e.At).ToHashSet(ReferenceEqualityComparer.Instance);
        var mentions = spots.Where(s => !edited.Contains(s) && Mentions(s, thing)).ToList();
        return new RenamePlan(Declaration.Rename(TextEdits.Apply(bundle, edits), thing, name), edits, mentions, RenameRefusal.None);
    }

    private static RenameRefusal? Refuse(BotBundle bundle, List<Use> uses, Thing thing, string name)
    {
        var fits = thing.Kind switch
        {
            ThingKind.Connection => Identifiers.IsLabel(name),
            ThingKind.Flow => Identifiers.IsSlug(name),
            _ => Identifiers.IsName(name),
        };
        if (!fits)
        {
            return RenameRefusal.NoName;
        }

        if (name == thing.Name)
        {
            return RenameRefusal.Same;
        }

        // A variable of a flow hides the bot's: either way round, somebody would read the other one.
        var clash = uses.Select(u => u.Thing)
            .Concat(new Uses(bundle).Declared())
            .Any(other =>
                other.Kind == thing.Kind
                && other.Name == name
                && (other.FlowId == thing.FlowId || other.FlowId is null || thing.FlowId is null)
            );
        return clash ? RenameRefusal.Taken : null;
    }

    private static string Rewrite(Use use, string text, string name)
    {
        if (use.Path is { } path)
        {
            var renamed = $"{path[..(path.LastIndexOf('.') + 1)]}{name}";
            return use.At.Field?.Kind == FieldKind.Code
                ? ExpressionRename.InScript(text, path, renamed)
                : ExpressionRename.InField(text, takesExpression: true, takesTemplate: true, path, renamed);
        }

        // A test names what it looks at inside the variable, too: order.items.0
        return use.At.Part == SpotPart.Test && use.Thing.Kind == ThingKind.Variable ? $"{name}{text[use.Thing.Name.Length..]}" : name;
    }

    /// <summary>Text that has the name in quotes may mean it, such as <c>input.intent == 'orderStatus'</c>: only its author knows.</summary>
    private static bool Mentions(Spot spot, Thing thing) =>
        spot.Part == SpotPart.Setting
        && (spot.Text.Contains($"'{thing.Name}'", StringComparison.Ordinal) || spot.Text.Contains($"\"{thing.Name}\"", StringComparison.Ordinal));
}
