using System.Runtime.ExceptionServices;
using Jint.Parser;
using Jint.Parser.Ast;

namespace FlowEngine.Expressions.Syntax;

/// <summary>Parses ECMAScript 5.1 with Jint's own parser.</summary>
internal sealed class Es5FrontEnd : IScriptFrontEnd
{
    // The source becomes the arguments of a call: "a, b" and "{ a: 1 }" parse as expressions, a stray ")" or ";" shows.
    private static readonly (string Opening, string Closing) Expressions = ("$(", "\n)");
    private static readonly (string Opening, string Closing) Scripts = ("$((function () {", "\n})())");
    private const int MaxBrackets = 200;

    // Jint's parser and our walk are recursive; what is longer than this is read on a thread with a stack to match.
    private const int LongSource = 1_000;
    private const int LargeStackBytes = 64 << 20;

    public PreparedScript Prepare(string source, SourceKind kind)
    {
        CheckBrackets(source);
        if (source.Length <= LongSource)
        {
            return PrepareHere(source, kind);
        }

        PreparedScript? prepared = null;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    prepared = PrepareHere(source, kind);
                }
                catch (ScriptSyntaxException e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            LargeStackBytes
        );
        thread.Start();
        thread.Join();
        failure?.Throw();
        return prepared!; // The thread ends with a tree or with a failure.
    }

    private static PreparedScript PrepareHere(string source, SourceKind kind)
    {
        var (opening, closing) = kind == SourceKind.Script ? Scripts : Expressions;
        var place = new SourcePlace(opening.Length);
        var expression = Parse(source, opening, closing, place);
        return new TreePreparer(place).Prepare(expression);
    }

    private static Expression Parse(string source, string opening, string closing, SourcePlace place)
    {
        Program program;
        try
        {
            program = new JavaScriptParser().Parse(opening + source + closing);
        }
        catch (ParserException e)
        {
            throw ModernSyntax.Explain(source, place, e);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            // Jint's parser lets exceptions of .NET through for some malformed literals, such as "\u{" or "/[z-a]/".
            throw SourcePlace.Syntax($"This cannot be read: {e.Message}", 1, 1);
        }

        if (
            program.Body.Count != 1
            || program.Body.First() is not ExpressionStatement { Expression: CallExpression { Callee: Identifier { Name: "$" } } call }
        )
        {
            throw SourcePlace.Syntax("This is not one expression: check its brackets.", 1, 1);
        }

        return call.Arguments.Count switch
        {
            0 => throw SourcePlace.Syntax("There is no expression here.", 1, 1),
            1 => call.Arguments[0],
            _ => new SequenceExpression { Type = SyntaxNodes.SequenceExpression, Expressions = call.Arguments },
        };
    }

    private static void CheckBrackets(string source)
    {
        var depth = 0;
        foreach (var c in source)
        {
            depth += c switch
            {
                '(' or '[' or '{' => 1,
                ')' or ']' or '}' => -1,
                _ => 0,
            };
            if (depth > MaxBrackets)
            {
                throw new ScriptSyntaxException(
                    new ExpressionProblem("expression.depth", $"Brackets are nested deeper than {MaxBrackets}.", 1, 1)
                );
            }
        }
    }
}
