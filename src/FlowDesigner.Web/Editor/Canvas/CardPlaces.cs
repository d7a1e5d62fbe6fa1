using FlowEngine.Definition;

namespace FlowDesigner.Web.Editor.Canvas;

/// <summary>Finds room for cards.</summary>
internal static class CardPlaces
{
    private const double CardWidth = 212;
    private const double CardHeight = 100;
    private const double ColumnStep = 246;

    /// <summary>The next place to the right where no card stands.</summary>
    /// <param name="wish">Where the card should stand.</param>
    /// <param name="taken">Where cards stand.</param>
    /// <returns>The place.</returns>
    public static NodePosition Free(NodePosition wish, IReadOnlyCollection<NodePosition> taken)
    {
        while (taken.Any(p => Math.Abs(p.X - wish.X) < CardWidth && Math.Abs(p.Y - wish.Y) < CardHeight))
        {
            wish = wish with { X = wish.X + ColumnStep };
        }

        return wish;
    }
}
