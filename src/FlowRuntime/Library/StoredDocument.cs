using FlowEngine.Definition;

namespace FlowRuntime.Library;

/// <summary>Reads documents that this or an older program wrote.</summary>
internal static class StoredDocument
{
    /// <summary>Gives the value, or throws: what we wrote ourselves can only be unreadable after a downgrade or damage.</summary>
    public static T Value<T>(ReadResult<T> read, string what)
        where T : class =>
        read.Ok
            ? read.Value
            : throw new InvalidDataException(
                $"The stored {what} cannot be read: {read.Problems[0].Message} It may have been written by a newer FlowStudio."
            );
}
