using System.Text;
using MimeKit.Text;

namespace Connectors.Mail.Messages;

/// <summary>
/// The text of an HTML mail for those who read text: <c>&lt;p&gt;Order &lt;b&gt;1003&lt;/b&gt;: &lt;a href="https://…"&gt;track&lt;/a&gt;&lt;/p&gt;</c>
/// becomes <c>Order 1003: track (https://…)</c>.
/// </summary>
internal static class HtmlText
{
    /// <summary>Makes the text.</summary>
    /// <param name="html">HTML, however broken.</param>
    /// <returns>The text, its lines ended by LF.</returns>
    public static string From(string html)
    {
        var text = new StringBuilder();
        var links = new Stack<(string Address, int Start)>();
        var hidden = 0;
        using var reader = new StringReader(html);
        var tokens = new HtmlTokenizer(reader) { DecodeCharacterReferences = true };
        while (tokens.ReadNextToken(out var token))
        {
            switch (token)
            {
                case HtmlTagToken { Id: HtmlTagId.Head or HtmlTagId.Style or HtmlTagId.Script or HtmlTagId.Title } tag:
                    hidden = tag.IsEmptyElement ? hidden : Math.Max(0, hidden + (tag.IsEndTag ? -1 : 1));
                    break;
                case HtmlTagToken tag when hidden == 0:
                    ReadTag(tag, text, links);
                    break;
                case HtmlDataToken { Kind: HtmlTokenKind.Data } data when hidden == 0:
                    AddWords(text, data.Data);
                    break;
                default:
                    break;
            }
        }

        return Tidy(text.ToString());
    }

    private static void ReadTag(HtmlTagToken tag, StringBuilder text, Stack<(string Address, int Start)> links)
    {
        switch (tag.Id)
        {
            case HtmlTagId.A when !tag.IsEndTag:
                links.Push((Attribute(tag, HtmlAttributeId.Href), text.Length));
                break;
            case HtmlTagId.A when links.TryPop(out var link):
                var shown = text.ToString(link.Start, text.Length - link.Start).Trim();
                if (link.Address.Contains(':', StringComparison.Ordinal) && !link.Address.EndsWith(shown, StringComparison.Ordinal))
                {
                    text.Append(" (").Append(link.Address).Append(')');
                }
                else if (shown.Length == 0)
                {
                    text.Append(link.Address);
                }

                break;
            case HtmlTagId.Image when !tag.IsEndTag:
                text.Append(Attribute(tag, HtmlAttributeId.Alt));
                break;
            case HtmlTagId.Br:
                text.Append('\n');
                break;
            case HtmlTagId.LI when !tag.IsEndTag:
                text.Append("\n- ");
                break;
            case HtmlTagId.TD or HtmlTagId.TH when tag.IsEndTag:
                text.Append(' ');
                break;
            case HtmlTagId.HR:
                text.Append("\n---\n");
                break;
            case HtmlTagId.P or HtmlTagId.H1 or HtmlTagId.H2 or HtmlTagId.H3 or HtmlTagId.H4 or HtmlTagId.H5 or HtmlTagId.H6 or HtmlTagId.UL or HtmlTagId.OL or HtmlTagId.Table or HtmlTagId.BlockQuote:
                text.Append("\n\n");
                break;
            case HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.LI or HtmlTagId.Pre or HtmlTagId.Section or HtmlTagId.Article:
                text.Append('\n');
                break;
            default:
                break;
        }
    }

    private static string Attribute(HtmlTagToken tag, HtmlAttributeId id) =>
        tag.Attributes.FirstOrDefault(a => a.Id == id)?.Value?.Trim() ?? "";

    /// <summary>White space of any length is one blank, as in HTML.</summary>
    private static void AddWords(StringBuilder text, string data)
    {
        foreach (var c in data)
        {
            if (!char.IsWhiteSpace(c) || c == '\u00A0')
            {
                text.Append(c == '\u00A0' ? ' ' : c);
            }
            else if (text.Length > 0 && text[^1] is not (' ' or '\n'))
            {
                text.Append(' ');
            }
        }
    }

    /// <summary>No blanks at the ends of lines, at most one empty line at once.</summary>
    private static string Tidy(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.Split('\n').Select(l => l.Trim()))
        {
            if (line.Length > 0 || (lines.Count > 0 && lines[^1].Length > 0))
            {
                lines.Add(line);
            }
        }

        return string.Join('\n', lines).Trim() + "\n";
    }
}
