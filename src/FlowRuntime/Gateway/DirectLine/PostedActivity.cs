using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Conversations;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>
/// An activity as a client posted it. Read strictly where we use it, kept verbatim where we do not:
/// <c>{ "type": "message", "from": { "id": "u" }, "text": "hi", "channelData": { "clientActivityID": "1" } }</c>.
/// </summary>
internal sealed class PostedActivity
{
    private const int LongestClientId = 256;

    private PostedActivity(JsonElement body, string type)
    {
        Type = type;
        Text = StringIn(body, "text") ?? "";
        Value = body.TryGetProperty("value", out var value) && value.ValueKind != JsonValueKind.Null ? value : default;
        ClientActivityId = body.TryGetProperty("channelData", out var data) ? StringIn(data, "clientActivityID") : null;
        Body = body;
    }

    /// <summary>Its type; only <c>message</c> is answered.</summary>
    public string Type { get; }

    /// <summary>The posted object.</summary>
    public JsonElement Body { get; }

    /// <summary>Id that the client gave, to recognise a repeated post; null when it gave none.</summary>
    public string? ClientActivityId { get; }

    private string Text { get; }

    private IReadOnlyList<VisitorFile> Files { get; set; } = [];

    private JsonElement Value { get; }

    /// <summary>Reads a body; exactly one of the two is null.</summary>
    public static (PostedActivity? Activity, string? Problem) Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return (null, "The body must be an activity: a JSON object.");
        }

        if (StringIn(body, "type") is not { Length: > 0 } type)
        {
            return (null, "An activity needs a 'type', for example \"message\".");
        }

        if (body.TryGetProperty("text", out var text) && text.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
        {
            return (null, "'text' must be a string.");
        }

        var activity = new PostedActivity(body, type);
        if (activity.ClientActivityId?.Length > LongestClientId)
        {
            return (null, $"'channelData.clientActivityID' may have {LongestClientId} characters at most.");
        }

        if (PostedFiles.Read(body, out var problem) is not { } files)
        {
            return (null, problem);
        }

        activity.Files = files;
        var empty = activity.Text.Length == 0 && activity.Value.ValueKind == JsonValueKind.Undefined && files.Count == 0;
        return type == "message" && empty ? (null, "A message needs a 'text', a 'value' or 'attachments' with a 'contentUrl'.") : (activity, null);
    }

    /// <summary>The message as the conversation takes it.</summary>
    public PostedMessage ToMessage(DirectLineCaller caller, string conversationId)
    {
        // A pressed button of an older client has a text as its value and no text of its own.
        var pressed = Text.Length == 0 && Value.ValueKind == JsonValueKind.String ? Value.GetString() : null;
        return new PostedMessage(
            ClientActivityId,
            new TurnInput.Message(pressed ?? Text, Value, Files.Count == 0 ? null : Files),
            ActivityJson.Sealed(this, caller, conversationId)
        );
    }

    private static string? StringIn(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
