using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Editor;

/// <summary>Frames around nodes that belong together.</summary>
internal sealed partial class EditorState
{
    /// <summary>Longest title of a group. Unit: characters.</summary>
    public const int LongestGroupTitle = 200;

    /// <summary>Id of the group whose settings are shown; null for none.</summary>
    public string? SelectedGroup { get; private set; }

    /// <summary>The group whose settings are shown; null for none.</summary>
    public FlowGroup? Group => SelectedGroup is { } id ? Flow.Groups.GetValueOrDefault(id) : null;

    /// <summary>Shows the settings of a group in place of those of a node.</summary>
    /// <param name="id">The group; null for none.</param>
    public void SelectGroup(string? id)
    {
        var known = id is not null && Flow.Groups.ContainsKey(id) ? id : null;
        if (known == SelectedGroup)
        {
            return;
        }

        Selection = known is null ? Selection : [];
        SelectedGroup = known;
        Seal();
        Changed?.Invoke();
    }

    /// <summary>Puts a frame around nodes and selects it.</summary>
    /// <param name="nodes">The nodes; those that are not there do not count.</param>
    /// <returns>Id of the group; null when there are no nodes or the flow is read-only.</returns>
    public string? AddGroup(IReadOnlyCollection<string> nodes)
    {
        string[] known = [.. Flow.Nodes.Keys.Where(nodes.Contains)];
        if (known.Length == 0)
        {
            Announce(T["Select the nodes that belong together first."]);
            return null;
        }

        var id = NodeIds.Next("group", Flow.Groups.ContainsKey);
        var colour = FlowGroup.Colours[Flow.Groups.Count % FlowGroup.Colours.Count];
        if (!Do(new AddGroup(id, new FlowGroup(T["Group {0}", Flow.Groups.Count + 1], known, colour))))
        {
            return null;
        }

        SelectGroup(id);
        return id;
    }

    /// <summary>Gives a group another title; one without a title keeps the last one.</summary>
    public bool TitleGroup(string id, string title) =>
        title.Trim() is { Length: > 0 } text && Do(new ChangeGroup(id, g => g with { Title = text[..Math.Min(text.Length, LongestGroupTitle)] }, "title", T["Renamed a group"]));

    /// <summary>Gives a group another colour.</summary>
    public bool ColourGroup(string id, string colour) =>
        FlowGroup.Colours.Contains(colour) && Do(new ChangeGroup(id, g => g with { Colour = colour }, "colour", T["Changed the colour of a group"]));

    /// <summary>Shows one card in place of the nodes of a group, or the nodes again.</summary>
    public bool CollapseGroup(string id, bool collapsed)
    {
        if (!Do(new ChangeGroup(id, g => g with { Collapsed = collapsed }, "collapsed", T[collapsed ? "Collapsed a group" : "Opened a group"])))
        {
            return false;
        }

        Announce(T[collapsed ? "Collapsed {0}." : "Opened {0}.", Flow.Groups[id].Title]);
        return true;
    }

    /// <summary>Takes frames away; their nodes stay.</summary>
    public bool Ungroup(IReadOnlyCollection<string> ids)
    {
        string[] known = [.. ids.Where(Flow.Groups.ContainsKey)];
        return known.Length > 0 && Do(new Ungroup(known, known is [var only] ? T["the frame {0}", Flow.Groups[only].Title] : T["{0} frames", known.Length]));
    }
}
