using System.Text.Json;

namespace FlowEngine.Running;

/// <summary>A file that a visitor sent with a message, by its address; nothing has been fetched.</summary>
/// <param name="Url">Where it is: absolute, http or https; see <see cref="MessageAttachment.IsSafe"/>.</param>
/// <param name="Name">What it is called; null when not said.</param>
/// <param name="ContentType">Media type as the sender says, such as <c>image/png</c>; null when not said.</param>
public sealed record VisitorFile(Uri Url, string? Name = null, string? ContentType = null)
{
    /// <summary>Most files of a message.</summary>
    public const int Maximum = 5;

    /// <summary>The file as expressions and answers have it: <c>{ "url": …, "name": …, "contentType": … }</c>.</summary>
    /// <returns>An object; what was not said is null.</returns>
    public JsonElement ToJson() =>
        JsonValues.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("url", Url.AbsoluteUri);
            writer.WriteString("name", Name);
            writer.WriteString("contentType", ContentType);
            writer.WriteEndObject();
        });
}
