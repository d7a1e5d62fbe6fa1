namespace Connectors.Http.GraphQl;

/// <summary>
/// A GraphQL document, read as far as it must be known which operations it has (GraphQL specification, October 2021, §2):
/// <code>
/// query Find($id: ID!) { order(id: $id) { ...parts } }   # an operation
/// fragment parts on Order { total }                      # no operation
/// </code>
/// </summary>
/// <param name="Operations">Its operations in order.</param>
/// <param name="Problem">Why it cannot be sent, a sentence; null when it can.</param>
internal sealed record GraphQlDocument(IReadOnlyList<GraphQlOperation> Operations, string? Problem)
{
    /// <summary>Reads a document.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The document, possibly with a <see cref="Problem"/>.</returns>
    public static GraphQlDocument Read(string text)
    {
        var operations = new List<GraphQlOperation>();
        var (open, at, inDefinition) = (0, 0, false);
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '#')
            {
                var end = text.AsSpan(at).IndexOfAny('\n', '\r');
                at = end < 0 ? text.Length : at + end;
            }
            else if (c == '"')
            {
                at = EndOfString(text, at);
                if (at < 0)
                {
                    return new GraphQlDocument([], "A text in the document has no end.");
                }
            }
            else if (c is '{' or '(' or '[')
            {
                if (open == 0 && !inDefinition)
                {
                    // A bare selection is a query without a name.
                    operations.Add(new GraphQlOperation("query", null));
                    inDefinition = true;
                }

                (open, at) = (open + 1, at + 1);
            }
            else if (c is '}' or ')' or ']')
            {
                (open, at) = (open - 1, at + 1);
                if (open < 0)
                {
                    break;
                }

                inDefinition = inDefinition && !(open == 0 && c == '}');
            }
            else if (IsName(c))
            {
                var word = Word(text, ref at);
                if (open == 0 && !inDefinition)
                {
                    inDefinition = true;
                    if (word is "query" or "mutation" or "subscription")
                    {
                        operations.Add(new GraphQlOperation(word, NameBehind(text, at)));
                    }
                    else if (word != "fragment")
                    {
                        return new GraphQlDocument([], $"The document starts a part with {word}; write query, mutation or fragment.");
                    }
                }
            }
            else
            {
                at++;
            }
        }

        return open != 0 ? new GraphQlDocument([], "The document's brackets do not match.")
            : operations.Count == 0 ? new GraphQlDocument([], "The document has no operation.")
            : new GraphQlDocument(operations, null);
    }

    /// <summary>The operation that runs.</summary>
    /// <param name="name">Its name; null or empty when the document has one only.</param>
    /// <returns>The operation; null when there is none, or it is not clear which.</returns>
    public GraphQlOperation? Choose(string? name) =>
        string.IsNullOrEmpty(name)
            ? Operations is [var only] ? only : null
            : Operations.FirstOrDefault(o => o.Name == name);

    private static int EndOfString(string text, int start)
    {
        if (text.AsSpan(start).StartsWith("\"\"\""))
        {
            for (var i = start + 3; i <= text.Length - 3; i++)
            {
                if (text[i] == '\\' && text.AsSpan(i + 1).StartsWith("\"\"\""))
                {
                    i += 3;
                }
                else if (text.AsSpan(i).StartsWith("\"\"\""))
                {
                    return i + 3;
                }
            }

            return -1;
        }

        for (var i = start + 1; i < text.Length && text[i] is not ('\n' or '\r'); i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                return i + 1;
            }
        }

        return -1;
    }

    private static string? NameBehind(string text, int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] == ','))
        {
            at++;
        }

        return at < text.Length && IsName(text[at]) ? Word(text, ref at) : null;
    }

    private static string Word(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && IsName(text[at]))
        {
            at++;
        }

        return text[start..at];
    }

    private static bool IsName(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}

/// <summary>One operation of a document.</summary>
/// <param name="Kind"><c>query</c>, <c>mutation</c> or <c>subscription</c>.</param>
/// <param name="Name">Its name; null for none.</param>
internal sealed record GraphQlOperation(string Kind, string? Name);
