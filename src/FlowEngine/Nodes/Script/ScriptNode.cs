namespace FlowEngine.Nodes.Script;

/// <summary>Runs statements of JavaScript.</summary>
public static class ScriptNode
{
    /// <summary>What the node type is.</summary>
    public static NodeDefinition Definition { get; } =
        NodeDefinition
            .For<ScriptConfig>("script", version: 1)
            .Title("Script", NodeCategory.Data, "Runs statements of JavaScript and takes what they return.")
            .Card("Runs a script and keeps {saveTo}", "code")
            .Field(
                c => c.Code,
                "Script",
                "Statements that end with return. They read what formulas read, under the same limits; what they change in vars counts only when it is returned.",
                kind: FieldKind.Code
            )
            .Field(c => c.SaveTo, "Keep the result in", "Variable that receives what is returned.", kind: FieldKind.Variable)
            .Output("next", "next", "When the script has ended; the output is what it returned.")
            .Build();
}
