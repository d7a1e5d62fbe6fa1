namespace FlowEngine.Nodes.Fail;

/// <summary>Fails on purpose.</summary>
public static class FailNode
{
    /// <summary>Code where the author gives none.</summary>
    public const string DefaultCode = "flow.failed";

    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<FailConfig>("fail", version: 1)
            .Title(
                "Fail",
                NodeCategory.Logic,
                "Fails with an error of your own, for the scope around it, the flow's error trigger or the calling flow."
            )
            .Card("Fails: {message}", "fail")
            .Field(c => c.Message, "Message", "What went wrong; never shown to the visitor.", expression: true, template: true)
            .Field(c => c.Code, "Code", "Short stable name of the error, such as order.missing.", advanced: true)
            .CannotFail()
            .Error("fail.code", "The code has no fitting form; use words with dots between them.")
            .Error("fail.message", "The message is longer than 1,000 characters.")
            .Error(DefaultCode, "The error, where the node gives no code of its own.")
            .Build();
}
