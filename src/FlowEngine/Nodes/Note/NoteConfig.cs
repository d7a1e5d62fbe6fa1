namespace FlowEngine.Nodes.Note;

/// <summary>Settings of the note node, every template filled in.</summary>
/// <param name="Text">What the agents read; nothing is noted when it is blank.</param>
public sealed record NoteConfig(string Text);
