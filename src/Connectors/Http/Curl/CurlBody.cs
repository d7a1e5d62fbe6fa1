using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Connectors.Http.Bodies;

namespace Connectors.Http.Curl;

/// <summary>Makes the body of a command: data, a form, or a form with files.</summary>
internal sealed class CurlBody(List<string> warnings, CurlSecrets secrets)
{
    /// <summary>Characters that a form encodes, so that a text with them is none.</summary>
    private static readonly SearchValues<char> NotOfForms = SearchValues.Create("{}<>\r\n ");

    private static readonly string[] DataOptions = ["data", "data-ascii", "data-raw", "data-binary", "data-urlencode", "json"];

    /// <summary>True when a command has a body.</summary>
    /// <param name="command">The command.</param>
    /// <returns>Whether there is one.</returns>
    public static bool IsThere(CurlCommand command) =>
        command.Options.Any(o => DataOptions.Contains(o.Name) || o.Name is "form" or "form-string");

    /// <summary>The data of a command, one text for each option.</summary>
    /// <param name="command">The command.</param>
    /// <returns>The texts; files are left out.</returns>
    public IEnumerable<string> Texts(CurlCommand command)
    {
        foreach (var (name, value) in command.Options.Where(o => DataOptions.Contains(o.Name)))
        {
            if (name == "data-urlencode")
            {
                yield return Encode(value, warnings);
            }
            else if (value.StartsWith('@') && name != "data-raw")
            {
                warnings.Add("The file of data is not read. Give its content as the body.");
            }
            else
            {
                // curl drops line ends of --data only where it reads a file.
                yield return value;
            }
        }
    }

    /// <summary>Writes body and kind into settings.</summary>
    /// <param name="config">The settings.</param>
    /// <param name="command">The command.</param>
    /// <param name="contentType">What the command says of the type; null for nothing.</param>
    /// <param name="headers">Headers of the settings, for a type of its own.</param>
    public void Write(JsonObject config, CurlCommand command, string? contentType, JsonObject headers)
    {
        if (command.Options.Any(o => o.Name is "form" or "form-string"))
        {
            WriteForm(config, command);
            return;
        }

        var isJson = command.Last("json") is not null;
        var texts = Texts(command).ToList();
        if (isJson && headers["Accept"] is null)
        {
            headers["Accept"] = "application/json";
        }

        if (texts.Count == 0)
        {
            return;
        }

        var type = contentType?.Split(';')[0].Trim() ?? (isJson ? "application/json" : null);
        var text = string.Join(isJson ? "" : "&", texts);
        if (type is null && text.TrimStart() is ['{' or '[', ..] && TryRead(text) is not null)
        {
            type = "application/json";
            warnings.Add("The body is JSON, but the command says nothing of its type, so that curl would call it a form; it is sent as JSON.");
        }

        switch (type)
        {
            case null or "application/x-www-form-urlencoded" when IsForm(text):
                config["bodyKind"] = HttpBodies.Form;
                config["body"] = FormOf(text);
                break;
            case { } json when (json == "application/json" || json.EndsWith("+json", StringComparison.Ordinal)) && TryRead(text) is { } value:
                config["bodyKind"] = HttpBodies.Json;
                config["body"] = CurlText.Literal(WithoutSecrets(value));
                if (json != "application/json")
                {
                    headers["Content-Type"] = contentType;
                }

                break;
            default:
                config["bodyKind"] = HttpBodies.Text;
                config["body"] = CurlText.Literal(text);
                headers["Content-Type"] = contentType ?? type ?? "application/x-www-form-urlencoded";
                break;
        }
    }

    /// <summary>Encodes as <c>--data-urlencode</c> does: <c>content</c>, <c>=content</c>, <c>name=content</c>.</summary>
    /// <param name="value">Value of the option.</param>
    /// <param name="warnings">Gets what cannot be done.</param>
    /// <returns>A pair of a form or query.</returns>
    public static string Encode(string value, List<string> warnings)
    {
        var at = value.IndexOfAny(['=', '@']);
        if (at >= 0 && value[at] == '@')
        {
            warnings.Add("The file of data is not read. Give its content as the body.");
            return "";
        }

        return at < 0 ? Uri.EscapeDataString(value)
            : at == 0 ? Uri.EscapeDataString(value[1..])
            : $"{value[..at]}={Uri.EscapeDataString(value[(at + 1)..])}";
    }

    private JsonObject FormOf(string text)
    {
        var form = new JsonObject();
        foreach (var (name, value) in text.Split('&').Where(p => p.Length > 0).Select(CurlText.Pair))
        {
            CurlText.Add(form, name, Clean(name, value));
        }

        return form;
    }

    /// <summary><c>name=content</c>, <c>name=@file;type=t;filename=f</c>, <c>name=&lt;file</c>.</summary>
    private void WriteForm(JsonObject config, CurlCommand command)
    {
        var parts = new JsonArray();
        foreach (var (option, value) in command.Options.Where(o => o.Name is "form" or "form-string"))
        {
            var at = value.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                warnings.Add("A part of the form without a name was left out.");
                continue;
            }

            parts.Add(PartOf(value[..at], value[(at + 1)..], option == "form"));
        }

        config["bodyKind"] = HttpBodies.Multipart;
        config["parts"] = parts;
    }

    private JsonObject PartOf(string name, string content, bool takesFiles)
    {
        var part = new JsonObject { ["name"] = CurlText.Literal(name) };
        if (!takesFiles)
        {
            part["value"] = CurlText.Literal(Clean(name, content));
            return part;
        }

        var pieces = content.Split(';');
        var isFile = pieces[0] is ['@' or '<', ..];
        foreach (var piece in pieces.Skip(1).Select(p => p.Trim()))
        {
            if (piece.StartsWith("type=", StringComparison.Ordinal))
            {
                part["contentType"] = piece["type=".Length..];
            }
            else if (piece.StartsWith("filename=", StringComparison.Ordinal))
            {
                part["fileName"] = CurlText.Literal(piece["filename=".Length..].Trim('"'));
            }
            else if (!isFile)
            {
                pieces[0] += $";{piece}";
            }
        }

        if (!isFile)
        {
            part["value"] = CurlText.Literal(Clean(name, pieces[0]));
            return part;
        }

        warnings.Add($"The file of {name} is not read. Give its content as base64, text or address.");
        part["value"] = "";
        part["encoding"] = HttpBodies.AsBase64;
        part["fileName"] ??= CurlText.Literal(pieces[0][1..].Trim('"').Split('/', '\\')[^1]);
        return part;
    }

    private string Clean(string name, string value)
    {
        if (!CurlSecrets.IsSecret(name) || value.Length == 0)
        {
            return value;
        }

        secrets.Drop(name, value);
        return "";
    }

    private JsonNode WithoutSecrets(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (value is JsonValue single && single.GetValueKind() is JsonValueKind.String)
                    {
                        members[name] = Clean(name, single.GetValue<string>());
                    }
                    else if (value is not null)
                    {
                        WithoutSecrets(value);
                    }
                }

                break;
            case JsonArray items:
                foreach (var item in items.OfType<JsonNode>())
                {
                    WithoutSecrets(item);
                }

                break;
            default:
                break;
        }

        return node;
    }

    private static bool IsForm(string text) =>
        text.Length > 0 && text.Contains('=', StringComparison.Ordinal) && !text.AsSpan().ContainsAny(NotOfForms);

    private static JsonNode? TryRead(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
