namespace FlowEngine.Nodes;

/// <summary>Rule sets of the validators of settings.</summary>
public static class SettingRules
{
    /// <summary>
    /// Rules about settings that take no expression, and about names in maps: <c>RuleSet(SettingRules.Literal, …)</c>. They
    /// are checked while a flow is edited even where other settings hold expressions, which are empty for them. Rules outside
    /// of it are checked while editing only where all settings are literal, and always before an attempt.
    /// </summary>
    public const string Literal = $"default,{LiteralOnly}";

    /// <summary>The same without the rules of every check.</summary>
    internal const string LiteralOnly = "literal";
}
