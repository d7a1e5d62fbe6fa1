namespace FlowEngine.Connecting.Calling;

/// <summary>Reads the header <c>Link</c> (RFC 8288): <c>&lt;https://api.example/orders?page=2&gt;; rel="next", &lt;…&gt;; rel="last"</c>.</summary>
internal static class LinkHeader
{
    /// <summary>Finds a link.</summary>
    /// <param name="header">The header; several joined by commas.</param>
    /// <param name="relation">Its relation, such as <c>next</c>.</param>
    /// <returns>Its address as written; null when there is none.</returns>
    public static string? Find(string header, string relation)
    {
        var rest = header.AsSpan();
        while (true)
        {
            var open = rest.IndexOf('<');
            var close = open < 0 ? -1 : rest[open..].IndexOf('>') + open;
            if (open < 0 || close <= open)
            {
                return null;
            }

            var link = rest[(open + 1)..close];
            rest = rest[(close + 1)..];
            // Addresses may hold commas, parameters of links hardly ever: the next link begins at the next "<".
            var end = rest.IndexOf('<');
            if (HasRelation(end < 0 ? rest : rest[..end], relation))
            {
                return link.ToString();
            }
        }
    }

    private static bool HasRelation(ReadOnlySpan<char> parameters, string relation)
    {
        foreach (var range in parameters.Split(';'))
        {
            var parameter = parameters[range].Trim().TrimEnd(',').Trim();
            var equals = parameter.IndexOf('=');
            if (equals < 0 || !parameter[..equals].Trim().Equals("rel", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var relations = parameter[(equals + 1)..].Trim().Trim('"');
            foreach (var one in relations.Split(' '))
            {
                if (relations[one].Equals(relation, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
