namespace FlowEngine.Expressions.Syntax.Lowering;

/// <summary>What a declared name stands for.</summary>
/// <param name="Variable">The variable of Jint that holds it.</param>
/// <param name="IsConstant">True when it cannot be assigned again.</param>
/// <param name="IsPerTurn">True when every turn of a loop has its own, because a function of the loop keeps it.</param>
internal sealed record Binding(string Variable, bool IsConstant = false, bool IsPerTurn = false);
