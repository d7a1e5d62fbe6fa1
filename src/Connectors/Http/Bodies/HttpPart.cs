namespace Connectors.Http.Bodies;

/// <summary>A part of a multipart body: a field or a file.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Value">What is in it, as <paramref name="Encoding"/> says.</param>
/// <param name="Encoding"><c>text</c>, <c>base64</c>, or <c>url</c> for the address of a file such as a visitor's attachment.</param>
/// <param name="FileName">Name of the file; null for a field.</param>
/// <param name="ContentType">Its type, for example <c>application/pdf</c>; null for the usual one.</param>
public sealed record HttpPart(string Name, string Value, string Encoding = "text", string? FileName = null, string? ContentType = null);
