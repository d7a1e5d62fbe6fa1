using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowRuntime.Conversations;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>Writes activities as Direct Line clients read them. Source: the Bot Framework activity schema.</summary>
internal static class ActivityJson
{
    private const string Channel = "directline";

    /// <summary>What the server alone decides; a client's own words for it are dropped.</summary>
    private static readonly HashSet<string> Ours = ["id", "timestamp", "channelId", "conversation", "from", "serviceUrl"];

    // Escaping each letter beyond ASCII would make a message of another script six times as long.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Id of an activity, for example <c>c1|0000007</c>.</summary>
    public static string IdOf(string conversationId, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{conversationId}|{sequence:D7}");

    /// <summary>A client's activity as it is kept: verbatim, but with a sender that we vouch for.</summary>
    public static JsonElement Sealed(PostedActivity posted, DirectLineCaller caller, string conversationId) =>
        Write(json =>
        {
            WriteVerbatim(json, posted.Body);
            json.WriteStartObject("from");
            WriteSender(json, posted.Body, caller, conversationId);
            json.WriteEndObject();
        });

    /// <summary>A client's activity that is not kept, for the open streams of its conversation.</summary>
    public static JsonElement Echo(PostedActivity posted, DirectLineCaller caller, string conversationId, string id, DateTimeOffset at)
    {
        var kept = Sealed(posted, caller, conversationId);
        return Write(json => WriteKept(json, kept, conversationId, id, at));
    }

    /// <summary>Tells whether clients see a message of the transcript: a note is for the agents.</summary>
    public static bool IsForClients(TranscriptMessage message) => message.From != MessageFrom.Note;

    /// <summary>A message of the transcript that clients see.</summary>
    public static JsonElement Of(string conversationId, string botId, TranscriptMessage message)
    {
        var id = IdOf(conversationId, message.Sequence);
        return Write(json =>
        {
            if (message is { From: MessageFrom.Visitor, Activity.ValueKind: JsonValueKind.Object })
            {
                WriteKept(json, message.Activity, conversationId, id, message.At);
                return;
            }

            json.WriteString("type", "message");
            WriteAddress(json, conversationId, id, message.At);
            WriteAuthor(json, botId, message);
            if (message.Text.Length > 0 || message.Attachments is null)
            {
                json.WriteString("text", message.Text);
            }

            // Clients read Markdown unless told otherwise; what a vendor answered must not turn into links or images.
            json.WriteString("textFormat", "plain");
            json.WriteString("inputHint", message.Buttons.Count > 0 ? "expectingInput" : "acceptingInput");
            AttachmentJson.Write(json, message.Attachments);
            WriteButtons(json, message);
        });
    }

    /// <summary>An activity that is not part of the transcript: <c>typing</c>, <c>endOfConversation</c>.</summary>
    public static JsonElement Signal(string type, string conversationId, string botId, string id, DateTimeOffset at) =>
        Write(json =>
        {
            json.WriteString("type", type);
            WriteAddress(json, conversationId, id, at);
            WriteParty(json, "from", botId, botId, "bot");
        });

    private static void WriteKept(Utf8JsonWriter json, JsonElement activity, string conversationId, string id, DateTimeOffset at)
    {
        WriteVerbatim(json, activity);
        if (activity.TryGetProperty("from", out var from))
        {
            json.WritePropertyName("from");
            from.WriteTo(json);
        }

        WriteAddress(json, conversationId, id, at);
    }

    private static void WriteVerbatim(Utf8JsonWriter json, JsonElement activity)
    {
        foreach (var property in activity.EnumerateObject().Where(p => !Ours.Contains(p.Name)))
        {
            property.WriteTo(json);
        }
    }

    private static void WriteSender(Utf8JsonWriter json, JsonElement activity, DirectLineCaller caller, string conversationId)
    {
        var given = activity.TryGetProperty("from", out var from) && from.ValueKind == JsonValueKind.Object ? from : default;
        var givenId = Text(given, "id");
        // A bare dl_ id proves nothing: only a token may carry one.
        var unproven = givenId is null || givenId.StartsWith(DirectLineCaller.UserIdPrefix, StringComparison.Ordinal);
        json.WriteString("id", caller.UserId ?? (unproven ? caller.ContactIn(conversationId) : givenId));
        if ((caller.UserName ?? Text(given, "name")) is { } name)
        {
            json.WriteString("name", name);
        }

        json.WriteString("role", "user");
    }

    private static void WriteAuthor(Utf8JsonWriter json, string botId, TranscriptMessage message)
    {
        switch (message.From)
        {
            case MessageFrom.Visitor:
                WriteParty(json, "from", message.Author, null, "user");
                break;
            case MessageFrom.Agent:
                WriteParty(json, "from", "agent", message.Author, "bot");
                WriteAuthorKind(json, "agent");
                break;
            case MessageFrom.System:
                WriteParty(json, "from", botId, botId, "bot");
                WriteAuthorKind(json, "system");
                break;
            case MessageFrom.Bot:
            default:
                WriteParty(json, "from", botId, botId, "bot");
                break;
        }
    }

    /// <summary>Direct Line knows users and bots only; our own widget reads from here that a person writes.</summary>
    private static void WriteAuthorKind(Utf8JsonWriter json, string kind)
    {
        json.WriteStartObject("channelData");
        json.WriteString("author", kind);
        json.WriteEndObject();
    }

    private static void WriteButtons(Utf8JsonWriter json, TranscriptMessage message)
    {
        if (message.Buttons.Count == 0)
        {
            return;
        }

        json.WriteStartObject("suggestedActions");
        json.WriteStartArray("actions");
        foreach (var button in message.Buttons)
        {
            json.WriteStartObject();
            json.WriteString("type", "imBack");
            json.WriteString("title", button.Title);
            json.WriteString("value", button.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAddress(Utf8JsonWriter json, string conversationId, string id, DateTimeOffset at)
    {
        json.WriteString("id", id);
        json.WriteString("timestamp", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("channelId", Channel);
        json.WriteStartObject("conversation");
        json.WriteString("id", conversationId);
        json.WriteEndObject();
    }

    private static void WriteParty(Utf8JsonWriter json, string property, string id, string? name, string role)
    {
        json.WriteStartObject(property);
        json.WriteString("id", id);
        if (name is not null)
        {
            json.WriteString("name", name);
        }

        json.WriteString("role", role);
        json.WriteEndObject();
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static JsonElement Write(Action<Utf8JsonWriter> content)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }
}
