using System.Text.Json;
using FlowEngine.Running;

namespace FlowRuntime.Gateway.DirectLine;

/// <summary>
/// Files in a posted activity, by their address: <c>{ "contentType": "image/png", "contentUrl": "https://…", "name": "a.png" }</c>.
/// Attachments without an address, such as cards, are kept with the activity and not read.
/// </summary>
internal static class PostedFiles
{
    private const int LongestName = 200;

    /// <summary>Reads them.</summary>
    /// <param name="body">The posted activity.</param>
    /// <param name="problem">Why they cannot be taken; null when they can.</param>
    /// <returns>The files, or null with a problem.</returns>
    public static IReadOnlyList<VisitorFile>? Read(JsonElement body, out string? problem)
    {
        problem = null;
        if (!body.TryGetProperty("attachments", out var attachments) || attachments.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var files = new List<VisitorFile>();
        foreach (var attachment in attachments.EnumerateArray().Where(a => TextIn(a, "contentUrl") is not null))
        {
            if (!Uri.TryCreate(TextIn(attachment, "contentUrl"), UriKind.Absolute, out var url) || !MessageAttachment.IsSafe(url))
            {
                problem = "The 'contentUrl' of an attachment must be an absolute http or https address without a user name.";
                return null;
            }

            files.Add(new VisitorFile(url, Short(TextIn(attachment, "name")), Short(TextIn(attachment, "contentType"))));
        }

        if (files.Count > VisitorFile.Maximum)
        {
            problem = $"A message has at most {VisitorFile.Maximum} attachments.";
            return null;
        }

        return files;
    }

    private static string? TextIn(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Short(string? text) => text?.Length > LongestName ? text[..LongestName] : text;
}
