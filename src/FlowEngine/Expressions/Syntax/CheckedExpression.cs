using System.Collections;
using System.Collections.ObjectModel;
using FlowEngine.Expressions.Sandboxing;
using Jint.Parser.Ast;

namespace FlowEngine.Expressions.Syntax;

/// <summary>A sequence of one expression that meets the limits before it runs: stands inside long chains of <c>+</c>.</summary>
internal sealed class CheckedExpression(Expression expression)
    : ReadOnlyCollection<Expression>([expression]),
        IEnumerable<Expression>
{
    IEnumerator<Expression> IEnumerable<Expression>.GetEnumerator()
    {
        Allowance.Current.Step();
        return GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<Expression>)this).GetEnumerator();
}
