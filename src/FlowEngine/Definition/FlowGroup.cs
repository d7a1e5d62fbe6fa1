namespace FlowEngine.Definition;

/// <summary>A frame around nodes that belong together; it has no effect on runs. Its place is where its nodes stand.</summary>
/// <param name="Title">What the frame says, at most 200 characters.</param>
/// <param name="Nodes">Ids of its nodes; a node is in one group at most.</param>
/// <param name="Colour">One of <see cref="Colours"/>.</param>
/// <param name="Collapsed">True when the canvas shows one card in place of the nodes.</param>
public sealed record FlowGroup(string Title, IReadOnlyList<string> Nodes, string Colour = FlowGroup.UsualColour, bool Collapsed = false)
{
    /// <summary>Colour of a group that names none.</summary>
    public const string UsualColour = "grey";

    /// <summary>The colours that a group can have; their tones are the canvas's business.</summary>
    public static IReadOnlyList<string> Colours { get; } = [UsualColour, "blue", "green", "yellow", "orange", "pink", "purple"];

    /// <inheritdoc/>
    public bool Equals(FlowGroup? other) =>
        other is not null && (Title, Colour, Collapsed) == (other.Title, other.Colour, other.Collapsed) && Nodes.SequenceEqual(other.Nodes, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Title, Colour, Collapsed, Nodes.Count);
}
