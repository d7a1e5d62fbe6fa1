using System.Text.Encodings.Web;
using System.Text.Json;
using FlowEngine.Comparing;
using FlowEngine.Definition;

namespace FlowEngine.Tests.Comparing;

/// <summary>Two people change the same flow.</summary>
public sealed class FlowMergeTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly FlowDefinition Origin = EditedFlows.Origin;

    [Fact]
    public void Different_nodes_are_merged_without_a_question()
    {
        var merged = Merge(Origin.Config("tell", """{ "text": "Mine" }"""), Origin.Say("thanks", "Theirs").Link("tell", "next", "thanks"));

        Assert.Empty(merged.Conflicts);
        Assert.Equal("""{"text":"Mine"}""", Config(merged, "tell"));
        Assert.Equal(("thanks", true), (merged.Flow.Nodes["tell"].Links["next"], merged.Flow.Layout.ContainsKey("thanks")));
    }

    [Fact]
    public void Different_settings_of_one_node_are_merged_without_a_question()
    {
        var merged = Merge(
            Origin.Config("number", """{ "text": "Which number?", "saveTo": "order", "maxVisits": 3 }"""),
            Origin.Config("number", """{ "text": "Number?", "saveTo": "order", "maxVisits": 5 }""").Link("number", "gaveUp", null)
        );

        Assert.Empty(merged.Conflicts);
        Assert.Equal("""{"text":"Which number?","saveTo":"order","maxVisits":5}""", Config(merged, "number"));
        Assert.False(merged.Flow.Nodes["number"].Links.ContainsKey("gaveUp"));
    }

    [Theory]
    [InlineData(MergeSide.Mine, "Mine")]
    [InlineData(MergeSide.Theirs, "Theirs")]
    public void The_same_setting_changed_twice_is_a_question_and_the_answer_counts(MergeSide side, string text)
    {
        var (mine, theirs) = (Origin.Config("tell", """{ "text": "Mine" }"""), Origin.Config("tell", """{ "text": "Theirs" }"""));

        var conflict = Assert.Single(Merge(mine, theirs).Conflicts);
        var merged = FlowMerge.Merge(Origin, mine, theirs, new Dictionary<string, MergeSide> { [conflict.Pointer] = side });

        Assert.Equal(("/nodes/tell", "/config/text"), (conflict.Pointer, Assert.Single(conflict.Values).Pointer));
        Assert.Equal($$"""{"text":"{{text}}"}""", Config(merged, "tell"));
    }

    [Theory]
    [InlineData(MergeSide.Mine, false)]
    [InlineData(MergeSide.Theirs, true)]
    public void Removing_a_node_that_the_other_changed_is_a_question(MergeSide side, bool stays)
    {
        var (mine, theirs) = (Origin.Without("tell"), Origin.Config("tell", """{ "text": "Theirs" }"""));

        var conflict = Assert.Single(Merge(mine, theirs).Conflicts);
        var merged = FlowMerge.Merge(Origin, mine, theirs, new Dictionary<string, MergeSide> { [conflict.Pointer] = side });

        Assert.Null(conflict.Mine);
        Assert.Equal(stays, merged.Flow.Nodes.ContainsKey("tell"));
        Assert.Equal(stays, merged.Flow.Layout.ContainsKey("tell"));
    }

    [Fact]
    public void Removing_a_node_that_the_other_linked_to_is_a_question()
    {
        var conflict = Assert.Single(Merge(Origin.Link("agent", "next", "tell"), Origin.Without("tell")).Conflicts);

        Assert.Equal(("tell", true), (conflict.NodeId, conflict.Theirs is null));
    }

    [Fact]
    public void Nodes_that_both_added_under_one_id_both_stay_and_what_names_mine_follows()
    {
        var mine = Origin.Say("say2", "Mine").Say("last", "{{ nodes.say2.output }}").Link("tell", "next", "say2");

        var merged = Merge(mine, Origin.Say("say2", "Theirs").Link("agent", "next", "say2"));

        Assert.Empty(merged.Conflicts);
        Assert.Equal("say3", merged.Renamed["say2"]);
        Assert.Equal(("""{"text":"Theirs"}""", """{"text":"Mine"}"""), (Config(merged, "say2"), Config(merged, "say3")));
        Assert.Equal(("say3", "say2"), (merged.Flow.Nodes["tell"].Links["next"], merged.Flow.Nodes["agent"].Links["next"]));
        Assert.Equal("""{"text":"{{ nodes.say3.output }}"}""", Config(merged, "last"));
    }

    [Fact]
    public void Names_and_variables_are_merged_too()
    {
        var mine = Origin with { Name = "Mine", Variables = new OrderedDictionary<string, VariableDefinition>(Origin.Variables) { ["order"] = new("any") } };
        var theirs = Origin with { Name = "Theirs", Variables = new OrderedDictionary<string, VariableDefinition>(Origin.Variables) { ["mail"] = new("string") } };

        var merged = Merge(mine, theirs);

        Assert.Equal("/name", Assert.Single(merged.Conflicts).Pointer);
        Assert.Equal(("any", "string"), (merged.Flow.Variables["order"].Type, merged.Flow.Variables["mail"].Type));
    }

    [Fact]
    public void Moving_the_same_node_is_no_question()
    {
        var mine = Origin with { Layout = new OrderedDictionary<string, NodePosition>(Origin.Layout) { ["tell"] = new(1, 1) } };
        var theirs = Origin with { Layout = new OrderedDictionary<string, NodePosition>(Origin.Layout) { ["tell"] = new(2, 2), ["agent"] = new(3, 3) } };

        var merged = Merge(mine, theirs);

        Assert.Empty(merged.Conflicts);
        Assert.Equal((new NodePosition(1, 1), new NodePosition(3, 3)), (merged.Flow.Layout["tell"], merged.Flow.Layout["agent"]));
    }

    private static FlowMergeResult Merge(FlowDefinition mine, FlowDefinition theirs) => FlowMerge.Merge(Origin, mine, theirs);

    private static string Config(FlowMergeResult merged, string node) =>
        JsonSerializer.Serialize(merged.Flow.Nodes[node].Config, Readable);
}
