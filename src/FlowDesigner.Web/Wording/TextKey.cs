namespace FlowDesigner.Web.Wording;

/// <summary>Marks a text that is looked up later, so that a test can ask for its translation.</summary>
internal static class TextKey
{
    /// <summary>Gives the text back as it is.</summary>
    /// <param name="english">Text in English, looked up where it is shown.</param>
    /// <returns>The same.</returns>
    public static string Of(string english) => english;
}
