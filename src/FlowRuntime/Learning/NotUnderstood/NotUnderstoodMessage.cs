namespace FlowRuntime.Learning.NotUnderstood;

/// <summary>A message that a bot did not understand.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Text">What was written, secrets masked, cut to <see cref="LongestText"/>.</param>
/// <param name="Language">BCP 47 tag of its language, or of the conversation where that cannot be told.</param>
/// <param name="Count">How often.</param>
/// <param name="FirstAt">When first, UTC.</param>
/// <param name="LastAt">When last, UTC.</param>
public sealed record NotUnderstoodMessage(long Id, string Text, string Language, int Count, DateTimeOffset FirstAt, DateTimeOffset LastAt)
{
    /// <summary>Longest text that is kept. Unit: characters.</summary>
    public const int LongestText = 500;
}
