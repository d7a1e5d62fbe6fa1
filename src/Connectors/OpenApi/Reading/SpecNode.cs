using System.Text.Json;

namespace Connectors.OpenApi.Reading;

/// <summary>
/// A value of the document with the file it stands in. Reads leniently: what is missing or of another kind reads as
/// nothing. Members are followed when they are a <c>$ref</c>.
/// </summary>
/// <param name="Element">The value; undefined when there is none.</param>
/// <param name="File">Its file, in which references count.</param>
internal readonly record struct SpecNode(JsonElement Element, SpecFile File)
{
    /// <summary>True when there is a value.</summary>
    public bool Exists => Element.ValueKind != JsonValueKind.Undefined;

    /// <summary>True for an object.</summary>
    public bool IsObject => Element.ValueKind == JsonValueKind.Object;

    /// <summary>True for a list.</summary>
    public bool IsList => Element.ValueKind == JsonValueKind.Array;

    /// <summary>A member, its reference followed; nothing when it is missing or points to nothing.</summary>
    /// <param name="name">Its name.</param>
    public SpecNode this[string name] => Raw(name).Follow();

    /// <summary>A member as it stands.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The member; nothing when it is missing.</returns>
    public SpecNode Raw(string name) => TryGet(name, out var member) ? this with { Element = member } : default;

    /// <summary>What a reference points to; the value itself when it is none.</summary>
    /// <returns>The value; nothing when the reference points to nothing that is here.</returns>
    public SpecNode Follow() => Reference is { } reference ? File.Resolve(reference) : this;

    /// <summary>Text of <c>$ref</c>; null when the value is no reference.</summary>
    public string? Reference =>
        TryGet("$ref", out var reference) && reference.ValueKind == JsonValueKind.String
            ? TextOf(reference)
            : null;

    /// <summary>Text of a member; numbers and truth values as they are written.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The text; null when there is none.</returns>
    public string? Text(string name) => TryGet(name, out var member) ? Scalar(member) : null;

    /// <summary>The value itself as text; null for objects, lists and null.</summary>
    public string? AsText => Scalar(Element);

    /// <summary>Truth value of a member, also when it is written as text.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The value; null when there is none.</returns>
    public bool? Truth(string name) =>
        Text(name) switch
        {
            "true" or "True" => true,
            "false" or "False" => false,
            _ => null,
        };

    /// <summary>Number of a member.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The number; null when there is none.</returns>
    public double? Number(string name) =>
        TryGet(name, out var member)
        && member.ValueKind == JsonValueKind.Number
        && member.TryGetDouble(out var number)
        && double.IsFinite(number)
            ? number
            : null;

    /// <summary>Items of a list, references followed; none for anything else.</summary>
    public IEnumerable<SpecNode> Items
    {
        get
        {
            if (!IsList)
            {
                yield break;
            }

            foreach (var item in Element.EnumerateArray())
            {
                yield return (this with { Element = item }).Follow();
            }
        }
    }

    /// <summary>Members of an object as they stand, the last of a name only; none for anything else.</summary>
    public IEnumerable<(string Name, SpecNode Value)> Members
    {
        get
        {
            if (!IsObject)
            {
                yield break;
            }

            foreach (var (name, element) in File.MembersOf(Element))
            {
                yield return (name, this with { Element = element });
            }
        }
    }

    /// <summary>A text that may hold half a character, which throws elsewhere.</summary>
    public static string? TextOf(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private bool TryGet(string name, out JsonElement member)
    {
        member = default;
        try
        {
            return IsObject && Element.TryGetProperty(name, out member);
        }
        catch (InvalidOperationException)
        {
            // A name beside it holds half a character, and the comparison throws.
            return File.MembersOf(Element).TryGetValue(name, out member);
        }
    }

    private static string? Scalar(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => TextOf(value),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
}
