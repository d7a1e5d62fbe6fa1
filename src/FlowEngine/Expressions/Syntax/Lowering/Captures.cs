using FlowEngine.Expressions.Syntax.Parsing;

namespace FlowEngine.Expressions.Syntax.Lowering;

/// <summary>Tells whether functions inside a loop keep variables of its turns, so that every turn needs its own.</summary>
internal static class Captures
{
    public static bool Any(ScriptNode body, ScriptNode? head)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        CollectUsed(body, isInFunction: false, used);
        CollectUsed(head, isInFunction: false, used);
        if (used.Count == 0)
        {
            return false;
        }

        var declared = new HashSet<string>(StringComparer.Ordinal);
        CollectDeclared(body, declared);
        CollectDeclared(head, declared);
        return declared.Overlaps(used);
    }

    private static void CollectUsed(ScriptNode? node, bool isInFunction, HashSet<string> names)
    {
        if (node is NameNode name && isInFunction)
        {
            names.Add(name.Name);
        }

        foreach (var child in Children(node))
        {
            CollectUsed(child, isInFunction || node is FunctionNode or ClassNode, names);
        }
    }

    private static void CollectDeclared(ScriptNode? node, HashSet<string> names)
    {
        foreach (var (name, _) in Declarations.OfBlock(node))
        {
            names.Add(name);
        }

        foreach (var child in Children(node).Where(_ => node is not (FunctionNode or ClassNode)))
        {
            CollectDeclared(child, names);
        }
    }

    private static IEnumerable<ScriptNode?> Children(ScriptNode? node) =>
        node switch
        {
            TemplateNode template => template.Expressions,
            TaggedTemplateNode tagged => [tagged.Tag, tagged.Template],
            ArrayNode array => array.Elements,
            ObjectNode literal => literal.Members,
            PropertyNode property => [property.Key.Computed, property.Value],
            FunctionNode function => [.. function.Parameters, function.Body],
            ClassNode definition => [definition.Base, .. definition.Members],
            ClassMemberNode member => [member.Key.Computed, member.Value],
            UnaryNode unary => [unary.Argument],
            UpdateNode update => [update.Argument],
            BinaryNode binary => [binary.Left, binary.Right],
            LogicalNode logical => [logical.Left, logical.Right],
            AssignNode assignment => [assignment.Target, assignment.Value],
            ConditionalNode choice => [choice.Test, choice.Yes, choice.No],
            SequenceNode sequence => sequence.Expressions,
            MemberNode member => [member.Owner, member.Key.Computed],
            CallNode call => [call.Callee, .. call.Arguments],
            ChainNode chain => [chain.Expression],
            NewNode creation => [creation.Callee, .. creation.Arguments],
            SpreadNode spread => [spread.Argument],
            ArrayPatternNode pattern => pattern.Elements,
            ObjectPatternNode pattern => pattern.Members,
            DefaultNode withDefault => [withDefault.Target, withDefault.Default],
            RestNode rest => [rest.Target],
            _ => StatementChildren(node),
        };

    private static IEnumerable<ScriptNode?> StatementChildren(ScriptNode? node) =>
        node switch
        {
            BlockNode block => block.Statements,
            ExpressionStatementNode statement => Of(statement.Expression),
            VariablesNode variables => variables.Variables,
            VariableNode variable => Of(variable.Target, variable.Value),
            IfNode choice => Of(choice.Test, choice.Yes, choice.No),
            ForNode loop => Of(loop.Start, loop.Test, loop.Update, loop.Body),
            ForEachNode loop => Of(loop.Target, loop.Source, loop.Body),
            WhileNode loop => Of(loop.Test, loop.Body),
            DoWhileNode loop => Of(loop.Body, loop.Test),
            ReturnNode back => Of(back.Value),
            ThrowNode thrown => Of(thrown.Value),
            TryNode attempt => Of(attempt.Block, attempt.Caught, attempt.Handler, attempt.Finalizer),
            SwitchNode choice => Of([choice.Value, .. choice.Cases]),
            CaseNode choice => Of([choice.Test, .. choice.Statements]),
            LabeledNode labeled => Of(labeled.Body),
            _ => [],
        };

    private static IEnumerable<ScriptNode?> Of(params IEnumerable<ScriptNode?> nodes) => nodes;
}
