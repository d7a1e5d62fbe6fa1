using System.Globalization;
using System.Text.Json;

namespace Connectors.OpenApi.Reading;

/// <summary>One file of a document: follows references within it and, by way of the bundle, into other files.</summary>
/// <param name="name">Name within the bundle; empty for the main file.</param>
/// <param name="root">Its root value.</param>
/// <param name="bundle">The other files.</param>
internal sealed class SpecFile(string name, JsonElement root, SpecBundle bundle)
{
    private const int MaxHops = 32;

    private static readonly string[] Slips = ["/components/schemas/", "/definitions/", "/"];

    // A document refers to a few thousand places a hundred thousand times, and finding a member is a search from the end.
    private readonly Dictionary<string, SpecNode> _resolved = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Dictionary<string, JsonElement> Members, SpecFile File)> _containers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Reference, bool ForRequest), IReadOnlyList<ApiProperty>?> _properties = [];
    private readonly HashSet<string> _resolving = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private Dictionary<string, JsonElement>? _anchors;

    /// <summary>Its root.</summary>
    public SpecNode Root => new(root, this);

    /// <summary>Follows a reference, and the references that it leads to.</summary>
    /// <param name="reference">Text of <c>$ref</c>.</param>
    /// <returns>The value; nothing when it points to nothing, in a circle, or out of the bundle.</returns>
    public SpecNode Resolve(string reference)
    {
        var (file, text) = (this, reference);
        for (var hop = 0; hop < MaxHops; hop++)
        {
            var node = file.ResolveOnce(text);
            if (node.Reference is not { } next)
            {
                return node;
            }

            (file, text) = (node.File, next);
        }

        return default;
    }

    /// <summary>Properties of a schema that many refer to, read once.</summary>
    public IReadOnlyList<ApiProperty>? PropertiesOf(string reference, bool forRequest, Func<IReadOnlyList<ApiProperty>?> read)
    {
        if (!_properties.TryGetValue((reference, forRequest), out var known))
        {
            known = read();
            _properties[(reference, forRequest)] = known;
        }

        return known;
    }

    /// <summary>Type of a schema that many refer to, read once.</summary>
    public string TypeOf(string reference, Func<string> read)
    {
        if (!_types.TryGetValue(reference, out var known))
        {
            known = read();
            _types[reference] = known;
        }

        return known;
    }

    /// <summary>Members of an object by name, the last of a name only.</summary>
    public Dictionary<string, JsonElement> MembersOf(JsonElement value)
    {
        bundle.Check();
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (NameOf(member) is { } key)
            {
                members[key] = member.Value;
            }
        }

        return members;
    }

    private SpecNode ResolveOnce(string reference)
    {
        bundle.Check();
        if (_resolved.TryGetValue(reference, out var known))
        {
            return known;
        }

        // A pointer may lead through the very reference that it stands in.
        if (_resolving.Count >= MaxHops || !_resolving.Add(reference))
        {
            return default;
        }

        var node = Read(reference);
        _resolving.Remove(reference);
        return _resolved[reference] = node;
    }

    private SpecNode Read(string reference)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var (place, fragment) = hash < 0 ? (reference, "") : (reference[..hash], Uri.UnescapeDataString(reference[(hash + 1)..]));
        var node =
            place.Length > 0 ? (bundle.Find(name, place)?.Find(fragment) ?? default)
            : Find(fragment);
        if (!node.Exists && place.Length > 0 && hash < 0)
        {
            // "Pet" and "definitions/Pet" without a hash are a frequent slip in 2.0.
            node = ByName(place);
        }

        return node;
    }

    private SpecNode ByName(string place) =>
        Slips.Select(prefix => Find(prefix + place)).FirstOrDefault(found => found.Exists);

    private SpecNode Find(string fragment)
    {
        if (fragment.Length == 0)
        {
            return Root;
        }

        if (fragment[0] != '/')
        {
            return Anchors().TryGetValue(fragment, out var anchored) ? new SpecNode(anchored, this) : default;
        }

        var slash = fragment.LastIndexOf('/');
        var (parent, last) = (fragment[..slash], Unescape(fragment[(slash + 1)..]));
        if (!_containers.TryGetValue(parent, out var container))
        {
            container = Container(parent);
            _containers[parent] = container;
        }

        return container.Members.TryGetValue(last, out var element) ? new SpecNode(element, container.File) : default;
    }

    private (Dictionary<string, JsonElement> Members, SpecFile File) Container(string pointer)
    {
        var node = Root;
        foreach (var part in pointer.Split('/').Skip(1).Select(Unescape))
        {
            // A pointer may lead through a reference, which the specification leaves open and tools write.
            node = node.Follow() is var step && step.IsList ? Item(step, part) : step.Raw(part);
        }

        node = node.Follow();
        if (node.IsList)
        {
            var items = node.Element.EnumerateArray().Select((e, i) => (Element: e, Name: i.ToString(CultureInfo.InvariantCulture)));
            return (items.ToDictionary(p => p.Name, p => p.Element, StringComparer.Ordinal), node.File);
        }

        return node.IsObject ? (node.File.MembersOf(node.Element), node.File) : ([], this);
    }

    private static SpecNode Item(SpecNode list, string index) =>
        int.TryParse(index, out var i) && i >= 0 && i < list.Element.GetArrayLength() ? list with { Element = list.Element[i] } : default;

    private static string Unescape(string part) =>
        part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>Places that are named by <c>$anchor</c> or <c>$id</c> (JSON Schema 2020-12 §8.2).</summary>
    private Dictionary<string, JsonElement> Anchors()
    {
        if (_anchors is not null)
        {
            return _anchors;
        }

        _anchors = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var open = new Stack<JsonElement>([root]);
        while (open.TryPop(out var value))
        {
            bundle.Check();
            if (value.ValueKind == JsonValueKind.Object)
            {
                foreach (var (key, member) in MembersOf(value))
                {
                    if (key is "$anchor" or "$id" && member.ValueKind == JsonValueKind.String && SpecNode.TextOf(member) is { } anchor)
                    {
                        _anchors.TryAdd(anchor.TrimStart('#'), value);
                    }

                    open.Push(member);
                }
            }
            else if (value.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in value.EnumerateArray())
                {
                    open.Push(item);
                }
            }
        }

        return _anchors;
    }

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            // Half a character in a name: nobody can refer to it.
            return null;
        }
    }
}
