namespace FlowEngine.Understanding.Entities.Reading;

/// <summary>What was read at each token, so that readers that build on each other read it once. For one thread.</summary>
/// <typeparam name="T">What is read.</typeparam>
internal sealed class Memo<T>
{
    private readonly (bool IsKnown, Part<T>? Part)[] _parts;

    /// <summary>For a message.</summary>
    /// <param name="tokens">Number of its tokens.</param>
    public Memo(int tokens) => _parts = new (bool, Part<T>?)[tokens];

    /// <summary>What is at a token; reads it the first time.</summary>
    public Part<T>? At(MessageReading reading, int at, Func<MessageReading, int, Part<T>?> read)
    {
        if ((uint)at >= (uint)_parts.Length)
        {
            return null;
        }

        if (!_parts[at].IsKnown)
        {
            _parts[at] = (true, read(reading, at));
        }

        return _parts[at].Part;
    }
}
