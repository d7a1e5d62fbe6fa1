using FlowEngine.Expressions.Syntax.Parsing;

namespace FlowEngine.Expressions.Syntax.Lowering;

/// <summary>Finds the names that statements declare.</summary>
internal static class Declarations
{
    /// <summary>Names in a pattern.</summary>
    public static IEnumerable<NameNode> Names(ScriptNode? pattern) =>
        pattern switch
        {
            NameNode name => [name],
            ArrayPatternNode array => array.Elements.SelectMany(Names),
            ObjectPatternNode literal => literal.Members.SelectMany(m => Names(m is PropertyNode property ? property.Value : m)),
            DefaultNode withDefault => Names(withDefault.Target),
            RestNode rest => Names(rest.Target),
            _ => [],
        };

    /// <summary>Names that a statement declares with var, however deep, but not inside functions.</summary>
    public static IEnumerable<string> Variables(ScriptNode? statement) =>
        statement switch
        {
            VariablesNode { Kind: "var" } variables => variables.Variables.SelectMany(v => Names(v.Target)).Select(n => n.Name),
            BlockNode block => block.Statements.SelectMany(Variables),
            IfNode choice => Variables(choice.Yes).Concat(Variables(choice.No)),
            ForNode loop => Variables(loop.Start).Concat(Variables(loop.Body)),
            ForEachNode loop => Variables(loop.Target).Concat(Variables(loop.Body)),
            WhileNode loop => Variables(loop.Body),
            DoWhileNode loop => Variables(loop.Body),
            LabeledNode labeled => Variables(labeled.Body),
            TryNode attempt => Variables(attempt.Block).Concat(Variables(attempt.Handler)).Concat(Variables(attempt.Finalizer)),
            SwitchNode choice => choice.Cases.SelectMany(c => c.Statements).SelectMany(Variables),
            _ => [],
        };

    /// <summary>Names that a statement declares for the block it stands in.</summary>
    public static IEnumerable<(string Name, bool IsConstant)> OfBlock(ScriptNode? statement) =>
        statement switch
        {
            VariablesNode { Kind: not "var" } variables => variables
                .Variables.SelectMany(v => Names(v.Target))
                .Select(n => (n.Name, variables.Kind == "const")),
            ClassNode { Id: { } id } => [(id.Name, false)],
            FunctionNode { Id: { } id } => [(id.Name, false)],
            _ => [],
        };
}
