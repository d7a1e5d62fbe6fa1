namespace FlowDesigner.Web.Tests.Wording;

/// <summary>Splits the arguments of a call in source text.</summary>
internal static class SourceArguments
{
    /// <summary>Reads up to the bracket that closes the call.</summary>
    /// <param name="source">C# or Razor.</param>
    /// <param name="start">Place after the opening bracket.</param>
    /// <returns>The arguments, trimmed.</returns>
    public static IReadOnlyList<string> After(string source, int start)
    {
        var arguments = new List<string>();
        var (depth, begun, at) = (0, start, start);
        for (; depth >= 0; at++)
        {
            switch (source[at])
            {
                case '"':
                    at = EndOfText(source, at);
                    break;
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' or ']' or '}':
                    depth--;
                    break;
                case ',' when depth == 0:
                    arguments.Add(source[begun..at].Trim());
                    begun = at + 1;
                    break;
                default:
                    break;
            }
        }

        arguments.Add(source[begun..(at - 1)].Trim());
        return arguments;
    }

    private static int EndOfText(string source, int quote)
    {
        var at = quote + 1;
        while (source[at] != '"')
        {
            at += source[at] == '\\' ? 2 : 1;
        }

        return at;
    }
}
