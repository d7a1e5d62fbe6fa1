using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlowRuntime.Tests.Credentials.Leaks;

/// <summary>Looks for planted secrets in bytes, in the forms in which secrets travel. Made apart from the product's own list of forms.</summary>
internal static class Canaries
{
    /// <summary>Says where a secret was found.</summary>
    public static IEnumerable<string> FindIn(string place, byte[] bytes, IEnumerable<string> secrets) =>
        from secret in secrets
        from form in Forms(secret)
        where bytes.AsSpan().IndexOf(form.Bytes) >= 0
        select $"{secret} as {form.Name} in {place}";

    private static IEnumerable<(string Name, byte[] Bytes)> Forms(string secret)
    {
        var utf8 = Encoding.UTF8.GetBytes(secret);
        yield return ("text", utf8);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(secret));
        yield return ("percent", Encoding.UTF8.GetBytes(Uri.EscapeDataString(secret)));
        yield return ("form", Encoding.UTF8.GetBytes(System.Net.WebUtility.UrlEncode(secret)));
        yield return ("HTML", Encoding.UTF8.GetBytes(System.Net.WebUtility.HtmlEncode(secret)));
        yield return ("JSON", Encoding.UTF8.GetBytes(JsonEncodedText.Encode(secret).ToString()));
        yield return ("relaxed JSON", Encoding.UTF8.GetBytes(JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString()));
        yield return ("escaped JSON", Encoding.UTF8.GetBytes(string.Concat(secret.Select(c => $"\\u{(int)c:x4}"))));
        yield return ("hexadecimal", Encoding.UTF8.GetBytes(Convert.ToHexString(utf8)));
        yield return ("small hexadecimal", Encoding.UTF8.GetBytes(Convert.ToHexStringLower(utf8)));
        yield return ("reversed", Encoding.UTF8.GetBytes(string.Concat(secret.Reverse())));
        for (var before = 0; before < 3; before++)
        {
            // The middle is the same whatever stands around it: whole groups of three bytes.
            var skip = (3 - before) % 3;
            var middle = Convert.ToBase64String(utf8[skip..(skip + ((utf8.Length - skip) / 3 * 3))]);
            yield return ("base64", Encoding.UTF8.GetBytes(middle));
            yield return ("base64url", Encoding.UTF8.GetBytes(middle.Replace('+', '-').Replace('/', '_')));
        }
    }
}
