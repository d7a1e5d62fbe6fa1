using System.Globalization;
using System.Text.Json;

namespace FlowEngine.Definition;

/// <summary>
/// Reads the members of one JSON object strictly: what is missing, of the wrong type or never asked for becomes a problem.
/// Call <see cref="Close"/> after the last member.
/// </summary>
internal sealed class ObjectReader
{
    public const int LongestText = 4000;
    private readonly OrderedDictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];
    private readonly ProblemList _problems;
    private readonly string _what;

    private ObjectReader(JsonElement element, string pointer, string what, ProblemList problems)
    {
        (Pointer, _what, _problems) = (pointer, what, problems);
        foreach (var member in element.EnumerateObject())
        {
            _members[member.Name] = member.Value;
        }
    }

    public string Pointer { get; }

    /// <summary>Opens an object (<paramref name="what"/> with its article: "a node"), or complains that it is none.</summary>
    public static ObjectReader? Open(JsonElement element, string pointer, string what, ProblemList problems)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            return new(element, pointer, what, problems);
        }

        problems.Error("document.type", pointer, $"{Capital(what)} is written as an object {{ … }}, not as {Kind(element)}.");
        return null;
    }

    public string At(string name) => JsonPointer.Append(Pointer, name);

    public bool TryGet(string name, out JsonElement value)
    {
        _known.Add(name);
        return _members.TryGetValue(name, out value);
    }

    /// <summary>Whether the member is there; asking does not make it a known one.</summary>
    public bool Has(string name) => _members.ContainsKey(name);

    /// <summary>An optional member of any kind; undefined when it is absent.</summary>
    public JsonElement Any(string name) => TryGet(name, out var value) ? value : default;

    public bool Require(string name, out JsonElement value)
    {
        if (TryGet(name, out value))
        {
            return true;
        }

        _problems.Error("document.missing", At(name), $"{Capital(_what)} needs the member \"{name}\". Add it.");
        return false;
    }

    public string? Text(string name, bool required = false, int longest = LongestText)
    {
        if (!(required ? Require(name, out var value) : TryGet(name, out value)))
        {
            return null;
        }

        var text = TextOf(value, At(name), longest);
        if (required && text is not null && string.IsNullOrWhiteSpace(text))
        {
            _problems.Error("document.value", At(name), $"\"{name}\" is empty. Give it a value.");
        }

        return text;
    }

    /// <summary>A text that is spelt like an id.</summary>
    public string? Id(string name, Func<string, bool> isId, string spelling)
    {
        var id = Text(name, required: true);
        if (!string.IsNullOrWhiteSpace(id) && !isId(id))
        {
            BadId(At(name), id, spelling);
        }

        return id;
    }

    public int Integer(string name, int absent)
    {
        if (!TryGet(name, out var value))
        {
            return absent;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 1)
        {
            return number;
        }

        _problems.Error("document.type", At(name), $"\"{name}\" is a whole number from 1, not {Kind(value)}.");
        return absent;
    }

    public bool Boolean(string name, bool absent)
    {
        if (!TryGet(name, out var value))
        {
            return absent;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        _problems.Error("document.type", At(name), $"\"{name}\" is true or false, not {Kind(value)}.");
        return absent;
    }

    public double Number(string name)
    {
        if (!Require(name, out var value))
        {
            return 0;
        }

        if (value.ValueKind == JsonValueKind.Number)
        {
            return value.GetDouble();
        }

        _problems.Error("document.type", At(name), $"\"{name}\" is a number, not {Kind(value)}.");
        return 0;
    }

    /// <summary>The members of an optional map; nothing when it is absent or no object.</summary>
    public IEnumerable<(string Key, JsonElement Value, string Pointer)> Map(string name, bool required = false)
    {
        if (!(required ? Require(name, out var value) : TryGet(name, out value)))
        {
            yield break;
        }

        var pointer = At(name);
        if (value.ValueKind != JsonValueKind.Object)
        {
            _problems.Error("document.type", pointer, $"\"{name}\" is an object {{ … }}, not {Kind(value)}.");
            yield break;
        }

        foreach (var member in value.EnumerateObject())
        {
            yield return (member.Name, member.Value, JsonPointer.Append(pointer, member.Name));
        }
    }

    /// <summary>The members of an optional map whose keys are spelt like ids; others are reported and left out.</summary>
    public IEnumerable<(string Key, JsonElement Value, string Pointer)> Map(
        string name,
        Func<string, bool> isId,
        string spelling,
        bool required = false
    )
    {
        foreach (var member in Map(name, required))
        {
            if (isId(member.Key))
            {
                yield return member;
            }
            else
            {
                BadId(member.Pointer, member.Key, spelling);
            }
        }
    }

    /// <summary>The items of an optional list; nothing when it is absent or no list.</summary>
    public IEnumerable<(JsonElement Value, string Pointer)> Items(string name, bool required = false)
    {
        if (!(required ? Require(name, out var value) : TryGet(name, out value)))
        {
            return [];
        }

        return ItemsOf(value, At(name));
    }

    public IEnumerable<(JsonElement Value, string Pointer)> ItemsOf(JsonElement value, string pointer)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            _problems.Error("document.type", pointer, $"Here stands a list [ … ], not {Kind(value)}.");
            yield break;
        }

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            yield return (item, JsonPointer.Append(pointer, index++.ToString(CultureInfo.InvariantCulture)));
        }
    }

    public string? TextOf(JsonElement value, string pointer, int longest = LongestText)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            _problems.Error("document.type", pointer, $"Here stands a text in quotes, not {Kind(value)}.");
            return null;
        }

        var text = value.GetString()!; // a string token always has one
        if (text.Length > longest)
        {
            _problems.Error("document.value", pointer, $"The text has {text.Length} characters; at most {longest} are allowed.");
        }

        return text;
    }

    /// <summary>Complains about every member that nobody asked for.</summary>
    public void Close()
    {
        foreach (var name in _members.Keys.Where(name => !_known.Contains(name)))
        {
            _problems.Error(
                "document.member",
                At(name),
                $"{Capital(_what)} has no member \"{name}\". Remove it or correct its spelling; known are {string.Join(", ", _known)}."
            );
        }
    }

    public static string Kind(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.String => "a text",
            JsonValueKind.Number => "a number",
            JsonValueKind.True or JsonValueKind.False => "true or false",
            _ => "null",
        };

    private static string Capital(string what) => char.ToUpperInvariant(what[0]) + what[1..];

    private void BadId(string pointer, string id, string spelling) =>
        _problems.Error("document.id", pointer, $"\"{Shorten(id)}\" cannot be an id here. Use {spelling}, at most 64 characters.");

    private static string Shorten(string id) => id.Length <= 40 ? id : string.Concat(id.AsSpan(0, 40), "…");
}
