using System.Text;

namespace FlowEngine.Connecting.Calling;

/// <summary>
/// Text with placeholders in braces, such as <c>{method}\n{path}\n{header:Host}</c>. Unknown placeholders stay as they are: a
/// system may sign braces.
/// </summary>
internal static class SigningTemplate
{
    /// <summary>Writes the bytes that are signed.</summary>
    /// <param name="template">The template; <c>\n</c> is a new line.</param>
    /// <param name="values">What the placeholders stand for.</param>
    /// <param name="into">Takes the bytes, the body as it is sent.</param>
    public static void Write(string template, SignedValues values, Stream into)
    {
        foreach (var (text, isName) in Parts(template.Replace("\\n", "\n", StringComparison.Ordinal)))
        {
            if (isName && text == "body")
            {
                into.Write(values.Body);
            }
            else
            {
                into.Write(Encoding.UTF8.GetBytes(isName ? ValueOf(text, values) ?? $"{{{text}}}" : text));
            }
        }
    }

    /// <summary>Makes the value of the signature's header.</summary>
    /// <param name="template">The template.</param>
    /// <param name="values">What the placeholders stand for.</param>
    /// <param name="signature">The signature, encoded.</param>
    /// <returns>The value.</returns>
    public static string Text(string template, SignedValues values, string signature) =>
        string.Concat(
            Parts(template)
                .Select(p => !p.IsName ? p.Text : p.Text == "signature" ? signature : ValueOf(p.Text, values) ?? $"{{{p.Text}}}")
        );

    private static IEnumerable<(string Text, bool IsName)> Parts(string template)
    {
        var from = 0;
        while (from < template.Length)
        {
            var open = template.IndexOf('{', from);
            var close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0)
            {
                yield return (template[from..], false);
                yield break;
            }

            yield return (template[from..open], false);
            yield return (template[(open + 1)..close], true);
            from = close + 1;
        }
    }

    private static string? ValueOf(string name, SignedValues values)
    {
        var address = values.Request.RequestUri!; // absolute when a credential is added
        return name switch
        {
            "method" => values.Request.Method.Method,
            "scheme" => address.Scheme,
            "host" => address.Authority,
            "path" => address.AbsolutePath,
            "query" => address.Query.TrimStart('?'),
            "pathAndQuery" => address.PathAndQuery,
            "url" => address.AbsoluteUri,
            "bodyHash" => values.BodyHash,
            "timestamp" => values.Timestamp,
            "nonce" => values.Nonce,
            "keyId" => values.KeyId,
            _ when name.StartsWith("header:", StringComparison.Ordinal) => Header(values.Request, name[7..]),
            _ => null,
        };
    }

    private static string Header(HttpRequestMessage request, string name) =>
        request.Headers.NonValidated.TryGetValues(name, out var values)
        || (request.Content?.Headers.NonValidated.TryGetValues(name, out values) ?? false)
            ? string.Join(", ", values.AsEnumerable())
            : "";
}

/// <summary>What the placeholders of a signature stand for.</summary>
/// <param name="Request">The request.</param>
/// <param name="Body">Its body's bytes; empty for none.</param>
/// <param name="BodyHash">Hash of the body in lower-case hexadecimal.</param>
/// <param name="Timestamp">The time, formatted.</param>
/// <param name="Nonce">A random value.</param>
/// <param name="KeyId">Name of the key; empty for none.</param>
internal sealed record SignedValues(HttpRequestMessage Request, byte[] Body, string BodyHash, string Timestamp, string Nonce, string KeyId);
