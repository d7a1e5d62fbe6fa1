namespace FlowRuntime.Gateway.Chat;

/// <summary>Limits of the hosted chat: section <c>FlowStudio:Chat</c> of the configuration.</summary>
public sealed class ChatOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string SectionName = "FlowStudio:Chat";

    /// <summary>How many tokens one network address may fetch in a minute; a page load takes one. Default 30.</summary>
    public int TokensPerMinute { get; set; } = 30;

    /// <summary>How long a visitor who comes back finds the conversation again. Unit: days, default 30.</summary>
    public int ResumeDays { get; set; } = 30;
}
