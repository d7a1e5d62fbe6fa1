using System.Text.Json;

namespace FlowEngine.Nodes.Conditions;

/// <summary>How the forms of conditions look, and what is said of their mistakes.</summary>
internal static class ConditionFields
{
    /// <summary>The fields of a rule.</summary>
    public static IReadOnlyList<FieldDefinition> OfRule { get; } =
        [
            new FieldDefinition("left", "Value", "What is looked at, such as =vars.total.", FieldKind.Value, Required: true, Expression: true),
            new FieldDefinition(
                "operator",
                "Operator",
                "How it is compared.",
                FieldKind.Choice,
                Default: JsonSerializer.SerializeToElement(ConditionOperator.Equal),
                Options: [.. ConditionOperator.All.Select(o => new FieldOption(o.Name, o.Label))]
            ),
            new FieldDefinition(
                "right",
                "Compared with",
                "A value or a formula; several for \"is one of\", with commas between them.",
                FieldKind.Value,
                Expression: true,
                ShownWhen: new FieldCondition(
                    "operator",
                    [.. ConditionOperator.All.Where(o => o.Takes != OperandCount.None).Select(o => o.Name)]
                )
            ),
            new FieldDefinition(
                "to",
                "And",
                "Upper end, which is included.",
                FieldKind.Value,
                Expression: true,
                ShownWhen: new FieldCondition("operator", ConditionOperator.Between)
            ),
            new FieldDefinition(
                "ignoreCase",
                "Capital and small letters are the same",
                "For texts.",
                FieldKind.Boolean,
                Default: JsonSerializer.SerializeToElement(false),
                Advanced: true
            ),
        ];

    public static FieldDefinition Rules { get; } =
        new("rules", "Rules", "Compare values; leave empty to give a formula instead.", FieldKind.List, Fields: OfRule);

    public static IReadOnlyList<FieldOption> Joins { get; } =
        [new FieldOption(ConditionEvaluation.All, "all rules hold"), new FieldOption(ConditionEvaluation.Any, "one rule holds")];

    public static FieldDefinition Join { get; } =
        new(
            "join",
            "Holds when",
            "Whether every rule must hold or one is enough.",
            FieldKind.Choice,
            Default: JsonSerializer.SerializeToElement(ConditionEvaluation.All),
            Options: Joins
        );

    public static FieldDefinition When { get; } =
        new("when", "Formula", "Instead of rules: true when the condition holds, such as =vars.total > 100.", FieldKind.Condition, Expression: true);

    /// <summary>The three settings of a condition inside a list.</summary>
    public static IReadOnlyList<FieldDefinition> OfCondition { get; } = [Rules, Join, When];

    /// <summary>Adds the three settings of a condition to a node.</summary>
    /// <param name="builder">The node type.</param>
    /// <param name="help">Help for the rules; null for the usual.</param>
    public static NodeDefinitionBuilder<TConfig> Condition<TConfig>(this NodeDefinitionBuilder<TConfig> builder, string? help = null)
        where TConfig : class, ICondition =>
        builder
            .Field(c => c.Rules, Rules.Label, help ?? Rules.Help, kind: FieldKind.List, fields: OfRule)
            .Field(c => c.Join, Join.Label, Join.Help, options: Joins)
            .Field(c => c.When, When.Label, When.Help, kind: FieldKind.Condition, expression: true)
            .Errors(Errors);

    public static IReadOnlyDictionary<string, string> Errors { get; } =
        new Dictionary<string, string>
        {
            ["condition.both"] = "A condition has rules and a formula; keep one.",
            ["condition.rules"] = "A condition has too many rules; use a formula.",
            ["condition.operator"] = "There is no such operator; use one that is listed.",
            ["condition.join"] = "Rules are joined by all or any.",
            ["condition.value"] = "The operator compares with a value that is missing; fill it in.",
            ["condition.pattern"] = "The pattern is no regular expression; correct it.",
            ["condition.date"] = "This is no date; write it as 2026-03-29 or 2026-03-29T09:30.",
            ["condition.range"] = "The lower end is above the upper end; exchange them.",
            ["condition.time"] = "The pattern takes too long on this text; make it simpler.",
        };
}
