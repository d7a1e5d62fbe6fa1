namespace FlowEngine.Expressions.Templates;

/// <summary>Where the text of a template goes, which decides how inserted values are encoded.</summary>
public enum TextEncoding
{
    /// <summary>Plain text: values as they are.</summary>
    Text,

    /// <summary>Part of a URL: percent-encoded, so that a value stays one segment or one parameter.</summary>
    Url,

    /// <summary>HTML: markup characters become entities.</summary>
    Html,

    /// <summary>A header of a mail: line ends and control characters become blanks, so that no header can be added.</summary>
    MailHeader,
}
