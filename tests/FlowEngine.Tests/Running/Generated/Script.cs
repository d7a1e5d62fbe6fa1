namespace FlowEngine.Tests.Running.Generated;

/// <summary>A program of the flow language as a tree, from which both a flow and its expected course are made.</summary>
internal abstract record Script
{
    private Script() { }

    /// <summary>Says the value of a variable with a mark.</summary>
    public sealed record Say(int Mark, string Variable) : Script;

    /// <summary>Adds a number to a variable.</summary>
    public sealed record Add(string Variable, int Number) : Script;

    /// <summary>Calls a system that fails for odd values of a variable.</summary>
    public sealed record Call(string Variable) : Script;

    /// <summary>Fails.</summary>
    public sealed record Fail(int Mark) : Script;

    /// <summary>Leaves the loop around it.</summary>
    public sealed record Break : Script;

    /// <summary>Chooses by whether a variable is larger than a number.</summary>
    public sealed record If(string Variable, int Number, IReadOnlyList<Script> Then, IReadOnlyList<Script> Else) : Script;

    /// <summary>Repeats a number of times.</summary>
    public sealed record Repeat(int Times, bool LetsErrorsGo, IReadOnlyList<Script> Body) : Script;

    /// <summary>Repeats until a variable has reached a number, or the rounds are used up.</summary>
    public sealed record Until(string Variable, int Number, int MostRounds, IReadOnlyList<Script> Body) : Script;

    /// <summary>Handles errors.</summary>
    public sealed record Try(IReadOnlyList<Script> Body, IReadOnlyList<Script>? Catch, IReadOnlyList<Script>? Finally) : Script;

    /// <summary>Runs branches beside each other and merges their variables in branch order.</summary>
    public sealed record Parallel(IReadOnlyList<Script> Left, IReadOnlyList<Script> Right) : Script;

    /// <summary>Runs another flow that gets one variable and gives back the sum of its own.</summary>
    public sealed record CallFlow(string Give, string Take, IReadOnlyList<Script> Body) : Script;
}
