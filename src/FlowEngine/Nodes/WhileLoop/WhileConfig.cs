using FlowEngine.Compilation;

namespace FlowEngine.Nodes.WhileLoop;

/// <summary>Settings of the while loop.</summary>
/// <param name="When">Asked before each round; the loop ends when it is not true, as JavaScript holds true.</param>
/// <param name="MaxIterations">Rounds after which it fails with <c>loop.budget</c>; 1 to <see cref="WhileNode.MostIterations"/>.</param>
/// <param name="MaxSeconds">Seconds after which it fails with <c>loop.budget</c>; 0 for no limit.</param>
public sealed record WhileConfig(FieldValue When, int MaxIterations = 1_000, int MaxSeconds = 0);
