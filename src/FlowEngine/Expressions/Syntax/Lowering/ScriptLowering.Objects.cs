using FlowEngine.Expressions.Syntax.Parsing;
using Jint.Native;
using Jint.Parser.Ast;

namespace FlowEngine.Expressions.Syntax.Lowering;

/// <summary>Object literals and classes.</summary>
internal sealed partial class ScriptLowering
{
    private Expression Object(ObjectNode literal)
    {
        if (literal.Members.Count == 0)
        {
            return EmptyObject();
        }

        return literal.Members.All(IsPlain) && literal.Members.DistinctBy(m => ((PropertyNode)m).Key.Name).Count() == literal.Members.Count
            ? PlainObject(literal)
            : BuiltObject(literal);
    }

    private static ObjectExpression EmptyObject() => new() { Type = SyntaxNodes.ObjectExpression, Properties = [] };

    private static bool IsPlain(ScriptNode member) =>
        member is PropertyNode { Kind: MemberKind.Value, Key.Name: { } name } && name != "__proto__";

    /// <summary>Names and values only: one call makes the whole.</summary>
    private CallExpression PlainObject(ObjectNode literal)
    {
        var names = literal.Members.Select(m => ((PropertyNode)m).Key.Name!).ToArray(); // Checked by IsPlain.
        return Nodes.Call(
            Nodes.Value(Intrinsics.Object(names)),
            Expressions([.. literal.Members.Select(m => ((PropertyNode)m).Value)])
        );
    }

    private SequenceExpression BuiltObject(ObjectNode literal)
    {
        var made = Temporary();
        var steps = new List<Expression> { Nodes.Assign(Nodes.Name(made), EmptyObject()) };
        foreach (var member in literal.Members)
        {
            if (member is SpreadNode spread)
            {
                steps.Add(Intrinsic("copy", spread.Span, Nodes.Name(made), Expression(spread.Argument)));
                continue;
            }

            var property = (PropertyNode)member; // A member of a literal is a spread or a property.
            if (property is { Kind: MemberKind.Value, Key.Name: "__proto__", IsShorthand: false })
            {
                steps.Add(Intrinsic("setPrototype", property.Span, Nodes.Name(made), Expression(property.Value)));
                continue;
            }

            var key = KeyValue(property.Key);
            var value = property.Kind == MemberKind.Value ? Expression(property.Value) : MethodOf((FunctionNode)property.Value, made);
            steps.Add(Define(made, key, value, property.Kind, isEnumerable: true, property.Span));
        }

        steps.Add(Nodes.Name(made));
        return Nodes.Sequence([.. steps]);
    }

    private FunctionExpression MethodOf(FunctionNode function, string home) =>
        Function(function, new FunctionContext(_scope.Function) { Home = home }, null);

    private CallExpression Define(string owner, Expression key, Expression value, MemberKind kind, bool isEnumerable, TextSpan span) =>
        Intrinsic(
            kind switch
            {
                MemberKind.Getter => "defineGetter",
                MemberKind.Setter => "defineSetter",
                _ => "define",
            },
            span,
            Nodes.Name(owner),
            key,
            value,
            Nodes.Value(isEnumerable ? JsValue.True : JsValue.False)
        );

    private SequenceExpression Class(ClassNode definition)
    {
        Push();
        var made = Temporary();
        var prototype = Temporary();
        var steps = new List<Expression>();
        if (definition.Id is { } id)
        {
            _scope.Add(id.Name, new Binding(made, IsConstant: true));
        }

        string? parent = null;
        if (definition.Base is { } extended)
        {
            parent = Temporary();
            steps.Add(Nodes.Assign(Nodes.Name(parent), Expression(extended)));
        }

        var constructor = definition.Members.FirstOrDefault(m => m.Kind == MemberKind.Constructor);
        var function = Constructor(definition, constructor, prototype, parent);
        var parentValue = parent is null ? (Expression)Nodes.Value(JsValue.False) : Nodes.Name(parent);
        var name = Nodes.Text(definition.Id?.Name ?? string.Empty);
        steps.Add(Nodes.Assign(Nodes.Name(made), Intrinsic("class", definition.Span, function, parentValue, name)));
        steps.Add(Nodes.Assign(Nodes.Name(prototype), Nodes.Member(Nodes.Name(made), Nodes.Text("prototype"))));
        foreach (var member in definition.Members.Where(m => m.Kind != MemberKind.Constructor))
        {
            steps.Add(ClassMember(member, made, prototype));
        }

        Pop();
        steps.Add(Nodes.Name(made));
        return Nodes.Sequence([.. steps]);
    }

    private FunctionExpression Constructor(ClassNode definition, ClassMemberNode? constructor, string prototype, string? parent)
    {
        var context = new FunctionContext(_scope.Function) { IsConstructor = true, Home = prototype, Base = parent };
        var body = constructor?.Value as FunctionNode ?? EmptyFunction(definition.Span);
        return Function(
            body,
            context,
            output =>
            {
                if (parent is null)
                {
                    output.Add(Nodes.Run(Intrinsic("initialize", definition.Span, This(definition.Span), Nodes.Name(prototype))));
                }
                else
                {
                    var self = context.ThisVariable ??= TemporaryIn(context);
                    if (constructor is null)
                    {
                        context.UsesArguments = true;
                        var all = Nodes.Intrinsic("rest", Nodes.Name("arguments"), Nodes.Number(0));
                        output.Add(Nodes.Run(SuperCall(self, parent, prototype, all, definition.Span)));
                    }
                }
            }
        );
    }

    private SequenceExpression SuperCall(CallNode call)
    {
        var function = _scope.Function.Owner;
        return function is { IsConstructor: true, Base: { } parent, Home: { } home }
            ? SuperCall(function.ThisVariable ??= TemporaryIn(function), parent, home, ArgumentList(call), call.Span)
            : throw Error(call, "'super(…)' stands only in the constructor of a class that extends another.");
    }

    private SequenceExpression SuperCall(string self, string parent, string home, Expression arguments, TextSpan span) =>
        Nodes.Sequence(
            Nodes.Assign(Nodes.Name(self), Intrinsic("superCall", span, Nodes.Name(parent), Nodes.Name(self), arguments)),
            Intrinsic("initialize", span, Nodes.Name(self), Nodes.Name(home)),
            Nodes.Name(self)
        );

    private CallExpression ClassMember(ClassMemberNode member, string made, string prototype)
    {
        var home = member.IsStatic ? made : prototype;
        if (member.Kind == MemberKind.StaticBlock)
        {
            var block = MethodOf((FunctionNode)member.Value!, home); // A static block has its function.
            return Intrinsic("apply", member.Span, block, Nodes.Name(made), Nodes.Intrinsic("array"));
        }

        var key = KeyValue(member.Key);
        if (member.Kind != MemberKind.Value)
        {
            return Define(home, key, MethodOf((FunctionNode)member.Value!, home), member.Kind, isEnumerable: false, member.Span);
        }

        var value = MethodOf(ValueFunction(member), home);
        return member.IsStatic
            ? Define(made, key, Nodes.Intrinsic("apply", value, Nodes.Name(made), Nodes.Intrinsic("array")), MemberKind.Value, true, member.Span)
            : Intrinsic("addField", member.Span, Nodes.Name(prototype), key, value);
    }

    private static FunctionNode EmptyFunction(TextSpan span) =>
        new(null, [], new BlockNode([], span), IsArrow: false, IsDeclaration: false, span);

    /// <summary>The value of a field is computed for every object anew, with the object as <c>this</c>.</summary>
    private static FunctionNode ValueFunction(ClassMemberNode field) =>
        field.Value is null
            ? EmptyFunction(field.Span)
            : new FunctionNode(
                null,
                [],
                new BlockNode([new ReturnNode(field.Value, field.Value.Span)], field.Span),
                IsArrow: false,
                IsDeclaration: false,
                field.Span
            );
}
