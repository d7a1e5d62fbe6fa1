using FlowEngine.Nodes.Conditions;

namespace FlowEngine.Nodes.Assert;

/// <summary>Makes sure of something.</summary>
public static class AssertNode
{
    /// <summary>Code of the error when the condition does not hold.</summary>
    public const string Failed = "assert.failed";

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<AssertConfig>("assert", version: 1)
            .Title("Make sure", NodeCategory.Logic, "Goes on only when a condition holds, and fails otherwise.")
            .Card("Makes sure that {rules}", "assert")
            .Condition()
            .Field(
                c => c.Message,
                "Message",
                "What is wrong when the condition does not hold.",
                kind: FieldKind.Multiline,
                expression: true,
                template: true
            )
            .Output("next", "next", "When the condition holds.")
            .Error(Failed, "The condition does not hold; the message says what is wrong.")
            .Build();
}
