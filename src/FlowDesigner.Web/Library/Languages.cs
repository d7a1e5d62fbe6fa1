namespace FlowDesigner.Web.Library;

/// <summary>Languages that a bot can be given by name; others can be typed as a tag.</summary>
internal static class Languages
{
    /// <summary>BCP 47 tag and name.</summary>
    public static IReadOnlyList<(string Tag, string Name)> Offered { get; } =
    [
        ("en", "English"),
        ("de", "German"),
        ("fr", "French"),
        ("es", "Spanish"),
        ("it", "Italian"),
        ("nl", "Dutch"),
        ("pl", "Polish"),
        ("pt", "Portuguese"),
    ];
}
