using System.Text;

namespace Connectors.Sql.Postgres;

/// <summary>
/// Reads arrays as PostgreSQL writes them (§8.15.6 of its manual): <c>{1,2,NULL}</c>, <c>{"a,b","c\"d"}</c>,
/// <c>{{1,2},{3,4}}</c>, <c>[0:1]={1,2}</c>.
/// </summary>
internal static class ArrayText
{
    /// <summary>Reads an array.</summary>
    /// <param name="text">The array.</param>
    /// <param name="items">Its items: text, null, or a list of items.</param>
    /// <returns>False when it is none.</returns>
    public static bool TryRead(string text, out IReadOnlyList<object?> items)
    {
        items = [];
        var start = text.StartsWith('[') ? text.IndexOf('=', StringComparison.Ordinal) + 1 : 0;
        if (start >= text.Length || text[start] != '{')
        {
            return false;
        }

        var at = start;
        items = Read(text, ref at);
        return at == text.Length;
    }

    private static List<object?> Read(string text, ref int at)
    {
        var items = new List<object?>();
        at++;
        while (at < text.Length && text[at] != '}')
        {
            switch (text[at])
            {
                case '{':
                    items.Add(Read(text, ref at));
                    break;
                case ',':
                    at++;
                    break;
                case '"':
                    items.Add(ReadQuoted(text, ref at));
                    break;
                default:
                    var start = at;
                    while (at < text.Length && text[at] is not (',' or '}'))
                    {
                        at++;
                    }

                    var word = text[start..at];
                    items.Add(word == "NULL" ? null : word);
                    break;
            }
        }

        at++;
        return items;
    }

    private static string ReadQuoted(string text, ref int at)
    {
        var item = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
            }

            item.Append(text[at]);
        }

        at++;
        return item.ToString();
    }
}
