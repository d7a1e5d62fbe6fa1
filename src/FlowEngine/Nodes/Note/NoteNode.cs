namespace FlowEngine.Nodes.Note;

/// <summary>Leaves a note for the agents in the conversation.</summary>
public static class NoteNode
{
    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<NoteConfig>("note", version: 1)
            .Title("Note for agents", NodeCategory.Human, "Keeps a note with the conversation that agents read and the visitor never sees.")
            .Card("Notes “{text}”", "note")
            .Field(
                c => c.Text,
                "Note",
                "What the agents read, at most 4,000 characters.",
                kind: FieldKind.Multiline,
                expression: true,
                template: true
            )
            .Output("next", "next", "When the note is kept.")
            .Error("note.length", "The note is longer than 4,000 characters; shorten it.")
            .Build();
}
