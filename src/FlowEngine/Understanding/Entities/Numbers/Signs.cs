using FlowEngine.Understanding.Entities.Reading;

namespace FlowEngine.Understanding.Entities.Numbers;

/// <summary>Minus signs, as opposed to hyphens.</summary>
internal static class Signs
{
    /// <summary>Tells whether a token is the minus of the digits behind it.</summary>
    public static bool IsMinus(MessageReading reading, int at) =>
        (reading[at].IsMark('-') || reading[at].IsMark('−')) && reading[at + 1] is { IsDigits: true, IsGlued: true } && !(reading[at].IsGlued && reading[at - 1].Kind != TokenKind.Mark);
}
