using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace FlowEngine.Definition;

/// <summary>
/// Turns untrusted bytes into JSON or problems, never an exception. What it lets through is well-formed UTF-8 JSON without
/// duplicate members, of bounded depth, whose texts are valid Unicode and whose numbers fit a double.
/// </summary>
internal static class JsonSource
{
    public static JsonElement? Parse(ReadOnlySpan<byte> utf8, int maximumBytes, int maximumDepth, ProblemList problems)
    {
        if (utf8.Length > maximumBytes)
        {
            problems.Error(
                "json.size",
                "",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The document has {utf8.Length:N0} bytes; at most {maximumBytes:N0} are read. Split it into smaller flows."
                )
            );
            return null;
        }

        utf8 = utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
        if (!Utf8.IsValid(utf8))
        {
            problems.Error("json.encoding", "", "The document is not UTF-8. Save it again with the encoding UTF-8.");
            return null;
        }

        // The reader's own limit lies above ours, so that depth gets its own code instead of a syntax error.
        var options = new JsonReaderOptions { MaxDepth = maximumDepth + 1 };
        var before = problems.Count;
        try
        {
            if (!Check(new Utf8JsonReader(utf8, options), maximumDepth, problems))
            {
                return null;
            }
        }
        catch (JsonException e)
        {
            problems.Error("json.syntax", "", Describe(e, utf8));
            return null;
        }

        if (problems.Count > before)
        {
            return null;
        }

        var reader = new Utf8JsonReader(utf8, options);
        return JsonElement.ParseValue(ref reader);
    }

    private static bool Check(Utf8JsonReader reader, int maximumDepth, ProblemList problems)
    {
        var place = new Place();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var name = Text(ref reader, place, problems);
                    if (!place.Enter(name))
                    {
                        problems.Error(
                            "json.duplicate",
                            place.Pointer,
                            $"The member \"{name}\" stands here twice. Remove one of them."
                        );
                    }

                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    place.Value();
                    if (place.Depth >= maximumDepth)
                    {
                        problems.Error("json.depth", place.Pointer, $"Objects and lists are nested deeper than {maximumDepth} levels.");
                        return false;
                    }

                    place.Push(reader.TokenType == JsonTokenType.StartArray);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    place.Pop();
                    break;
                case JsonTokenType.String:
                    place.Value();
                    Text(ref reader, place, problems);
                    break;
                case JsonTokenType.Number:
                    place.Value();
                    if (!reader.TryGetDouble(out var number) || !double.IsFinite(number))
                    {
                        problems.Error("json.number", place.Pointer, "The number is too large to calculate with. Use one up to 1e308.");
                    }

                    break;
                default:
                    place.Value();
                    break;
            }
        }

        return true;
    }

    private static string Text(ref Utf8JsonReader reader, Place place, ProblemList problems)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // The only reason on bytes that are valid UTF-8: an escape such as \ud800 without its other half.
            problems.Error("json.text", place.Pointer, "The text holds half of a character (a lone surrogate escape). Remove it.");
            return "";
        }
    }

    private static string Describe(JsonException e, ReadOnlySpan<byte> utf8)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var message = (end < 0 ? e.Message : e.Message[..end]).TrimEnd('.');
        var (line, bytes) = ((int)(e.LineNumber ?? 0), (int)(e.BytePositionInLine ?? 0));
        var rest = utf8;
        for (var i = 0; i < line; i++)
        {
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        }

        var column = Encoding.UTF8.GetCharCount(rest[..Math.Min(bytes, rest.Length)]);
        return $"This is not JSON: line {line + 1}, column {column + 1}: {message}.";
    }

    /// <summary>Where the reader stands, as a pointer; texts are made only for problems.</summary>
    private sealed class Place
    {
        private readonly List<Level> _levels = [];

        public int Depth => _levels.Count;

        public string Pointer => _levels.Aggregate("", (pointer, level) => level.AppendTo(pointer));

        public void Push(bool isArray) => _levels.Add(new Level(isArray));

        public void Pop() => _levels.RemoveAt(_levels.Count - 1);

        public bool Enter(string name) => _levels[^1].Enter(name);

        public void Value()
        {
            if (_levels.Count > 0)
            {
                _levels[^1].Value();
            }
        }
    }

    private sealed class Level(bool isArray)
    {
        private readonly HashSet<string>? _names = isArray ? null : new(StringComparer.Ordinal);
        private int _index = -1;
        private string? _name;

        public bool Enter(string name) => _names!.Add(_name = name); // only objects have member names

        public void Value() => _index++;

        public string AppendTo(string pointer) =>
            _names is null
                ? JsonPointer.Append(pointer, Math.Max(_index, 0).ToString(CultureInfo.InvariantCulture))
                : JsonPointer.Append(pointer, _name ?? "");
    }
}
