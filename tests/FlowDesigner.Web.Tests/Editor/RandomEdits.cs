using FlowDesigner.Web.Editor;
using FlowDesigner.Web.Editor.Canvas;
using FlowDesigner.Web.Editor.Commands;
using FlowEngine.Definition;

namespace FlowDesigner.Web.Tests.Editor;

/// <summary>What people do in the editor, in any order.</summary>
internal static class RandomEdits
{
    /// <summary>One gesture for each number, the same for the same numbers.</summary>
    public static void Play(EditorState state, int[] script, int salt)
    {
        foreach (var (number, index) in script.Select((n, i) => (n, i)))
        {
            state.Seal();
            Act(state, new Random((((number * 31) + index) * 31) + salt));
        }
    }

    /// <summary>One gesture.</summary>
    /// <returns>True when it changed the flow.</returns>
    public static bool Act(EditorState state, Random random)
    {
        string[] types = ["say", "ask", "branch", "trigger.intent", "handoff"];
        string Node() => state.Flow.Nodes.Count == 0 ? "none" : state.Flow.Nodes.Keys.ElementAt(random.Next(state.Flow.Nodes.Count));
        string Group() => state.Flow.Groups.Count == 0 ? "none" : state.Flow.Groups.Keys.ElementAt(random.Next(state.Flow.Groups.Count));
        var place = new NodePosition(random.Next(50) * 20, random.Next(50) * 20);
        var before = state.Change;
        switch (random.Next(19))
        {
            case 0:
                state.Add(types[random.Next(types.Length)], place);
                break;
            case 1:
                state.PrepareAdd(Node(), null);
                state.Add("say", null);
                break;
            case 2:
                state.RemoveAll([Node(), Node()], []);
                break;
            case 3:
                state.Link(new PortRef(Node(), "next"), Node());
                break;
            case 4:
                state.Unlink(new PortRef(Node(), "next"));
                break;
            case 5:
                state.Move(new Dictionary<string, NodePosition> { [Node()] = place }, tidy: false);
                break;
            case 6:
                state.Configure(Node(), "text", Sample.Json($"\"{random.Next(5)}\""));
                break;
            case 7:
                state.Configure(Node(), "arms", Sample.Json($$"""[{"port":"p{{random.Next(3)}}","when":"=1"}]"""));
                break;
            case 8:
                state.Rename(Node(), $"Name {random.Next(3)}");
                break;
            case 9:
                state.PasteText(ClipboardText.Copy(state.Flow, [Node(), Node()]), place);
                break;
            case 10:
                var name = $"v{random.Next(3)}";
                state.Do(new SetVariable(name, state.Flow.Variables.ContainsKey(name) ? null : new VariableDefinition("any")));
                break;
            case 11:
                state.AddOnLink("say", new PortRef(Node(), "next"), place);
                break;
            case 12:
                state.InsertOnLink(Node(), new PortRef(Node(), "answered"), place);
                break;
            case 13:
                state.Relink(new PortRef(Node(), "next"), new PortRef(Node(), "next"), Node());
                break;
            case 14:
                state.AddGroup([Node(), Node()]);
                break;
            case 15:
                state.CollapseGroup(Group(), random.Next(2) == 0);
                break;
            case 16:
                state.Ungroup([Group()]);
                break;
            case 17:
                state.Move(new Dictionary<string, NodePosition> { [Node()] = place }, tidy: false, groups: new Dictionary<string, string?> { [Node()] = random.Next(3) == 0 ? null : Group() });
                break;
            default:
                state.Do(random.Next(2) == 0 ? new RenameFlow($"Flow {random.Next(3)}") : new ReplaceFlow(Sample.Flow, "Imported a flow"));
                break;
        }

        // One gesture is one step: a gesture that changed the flow did so once.
        Assert.InRange(state.Change - before, 0, 1);
        return state.Change != before;
    }
}
