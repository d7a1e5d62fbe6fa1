namespace TestKit.Contract;

/// <summary>A rule of the connector contract that a connector breaks.</summary>
/// <param name="Rule">Key of the rule, for example <c>cancel.ignored</c>; the rules are listed in <c>docs/plugins.md</c>.</param>
/// <param name="Where">Node type, or part of the definition.</param>
/// <param name="Message">What was seen and what is wanted.</param>
public sealed record ContractFinding(string Rule, string Where, string Message)
{
    public override string ToString() => $"{Where}: {Rule}: {Message}";
}
