using System.Text.Json;
using FlowEngine.Expressions;
using FlowEngine.Expressions.Syntax.Parsing;

namespace FlowEngine.Tests.Expressions.Syntax;

/// <summary>Writes a parsed script as <c>eng/script-trees.mjs</c> writes acorn's.</summary>
internal static class TreeText
{
    public static string Of(ScriptNode? node) =>
        node switch
        {
            null => "-",
            BlockNode block => Braces(block.Statements),
            NameNode name => Is(node, "name", name.Name),
            LiteralNode literal => Is(node, "literal", Value(literal.Value)),
            RegexNode regex => Is(node, "regex", Quoted(regex.Pattern), Quoted(regex.Flags)),
            TemplateNode template => Is(
                node,
                "template",
                [.. template.Texts.Select(t => (t.Cooked is null ? "null" : Quoted(t.Cooked)) + Quoted(t.Raw)), List(template.Expressions)]
            ),
            TaggedTemplateNode tagged => Is(node, "tagged", Of(tagged.Tag), Of(tagged.Template)),
            ThisNode => Is(node, "this"),
            SuperNode => Is(node, "super"),
            ArrayNode array => Is(node, "array", List(array.Elements)),
            ObjectNode literal => Is(node, "object", List(literal.Members)),
            PropertyNode property => Is(node, Kind(property.Kind), Key(property.Key), Flag(property.IsShorthand), Of(property.Value)),
            FunctionNode { IsArrow: true } function => Is(node, "arrow", List(function.Parameters), Of(function.Body)),
            FunctionNode function => Is(node, "function", Of(function.Id), List(function.Parameters), Of(function.Body)),
            ClassNode definition => Is(node, "class", Of(definition.Id), Of(definition.Base), Braces(definition.Members)),
            ClassMemberNode { Kind: MemberKind.StaticBlock } member => Of(((FunctionNode)member.Value!).Body),
            ClassMemberNode { Kind: MemberKind.Value } member => Is(node, "field", Key(member.Key), Flag(member.IsStatic), Of(member.Value)),
            ClassMemberNode member => Is(node, Kind(member.Kind), Key(member.Key), Flag(member.IsStatic), Of(member.Value)),
            UnaryNode unary => Is(node, "unary", unary.Operator, Of(unary.Argument)),
            UpdateNode update => Is(node, "update", update.IsIncrement ? "++" : "--", Flag(update.IsPrefix), Of(update.Argument)),
            BinaryNode binary => Is(node, "binary", binary.Operator, Of(binary.Left), Of(binary.Right)),
            LogicalNode logical => Is(node, "binary", logical.Operator, Of(logical.Left), Of(logical.Right)),
            AssignNode assignment => Is(node, "assign", assignment.Operator, Of(assignment.Target), Of(assignment.Value)),
            ConditionalNode choice => Is(node, "choose", Of(choice.Test), Of(choice.Yes), Of(choice.No)),
            SequenceNode sequence => Is(node, "sequence", List(sequence.Expressions)),
            MemberNode member => Is(node, "member", Of(member.Owner), Key(member.Key), Flag(member.IsOptional)),
            CallNode call => Is(node, "call", Of(call.Callee), List(call.Arguments), Flag(call.IsOptional)),
            ChainNode chain => Is(node, "chain", Of(chain.Expression)),
            NewNode creation => Is(node, "new", Of(creation.Callee), List(creation.Arguments)),
            SpreadNode spread => Is(node, "spread", Of(spread.Argument)),
            ArrayPatternNode pattern => Is(node, "items", List(pattern.Elements)),
            ObjectPatternNode pattern => Is(node, "members", List(pattern.Members)),
            DefaultNode withDefault => Is(node, "default", Of(withDefault.Target), Of(withDefault.Default)),
            RestNode rest => Is(node, "rest", Of(rest.Target)),
            _ => Statement(node),
        };

    private static string Statement(ScriptNode node) =>
        node switch
        {
            ExpressionStatementNode run => Is(node, "run", Of(run.Expression)),
            VariablesNode variables => Is(node, variables.Kind, List(variables.Variables)),
            VariableNode variable => Is(node, "variable", Of(variable.Target), Of(variable.Value)),
            IfNode choice => Is(node, "if", Of(choice.Test), Of(choice.Yes), Of(choice.No)),
            ForNode loop => Is(node, "for", Of(loop.Start), Of(loop.Test), Of(loop.Update), Of(loop.Body)),
            ForEachNode loop => Is(node, loop.IsOverKeys ? "forIn" : "forOf", Of(loop.Target), Of(loop.Source), Of(loop.Body)),
            WhileNode loop => Is(node, "while", Of(loop.Test), Of(loop.Body)),
            DoWhileNode loop => Is(node, "do", Of(loop.Body), Of(loop.Test)),
            ReturnNode back => Is(node, "return", Of(back.Value)),
            ThrowNode thrown => Is(node, "throw", Of(thrown.Value)),
            BreakNode jump => Is(node, "break", jump.Label ?? "-"),
            ContinueNode jump => Is(node, "continue", jump.Label ?? "-"),
            TryNode attempt => Is(node, "try", Of(attempt.Block), Of(attempt.Caught), Of(attempt.Handler), Of(attempt.Finalizer)),
            SwitchNode choice => Is(node, "switch", Of(choice.Value), List(choice.Cases)),
            CaseNode choice => Is(node, "case", Of(choice.Test), List(choice.Statements)),
            LabeledNode labeled => Is(node, "label", labeled.Label, Of(labeled.Body)),
            _ => Is(node, "empty"),
        };

    private static string Is(ScriptNode node, string name, params IEnumerable<string> parts) =>
        $"({name} {node.Span.Start}-{node.Span.End}{string.Concat(parts.Select(p => $" {p}"))})";

    private static string List(IEnumerable<ScriptNode?> nodes) => $"[{string.Join(' ', nodes.Select(Of))}]";

    private static string Braces(IEnumerable<ScriptNode> nodes) => $"{{{string.Join(' ', nodes.Select(Of))}}}";

    private static string Key(MemberKey key) => key.Computed is null ? Quoted(key.Name!) : $"{{{Of(key.Computed)}}}";

    private static string Flag(bool flag) => flag ? "true" : "false";

    private static string Kind(MemberKind kind) =>
        kind switch
        {
            MemberKind.Value => "value",
            MemberKind.Method => "method",
            MemberKind.Getter => "get",
            MemberKind.Setter => "set",
            _ => "constructor",
        };

    private static string Value(object? value) =>
        value switch
        {
            null => "null",
            bool flag => Flag(flag),
            string text => Quoted(text),
            var number => ScriptJson.Write(JsonSerializer.SerializeToElement((double)number)),
        };

    private static string Quoted(string text)
    {
        var quoted = new FlowEngine.Expressions.Builtins.QuotedText();
        quoted.AppendQuoted(text);
        return quoted.ToString();
    }
}
