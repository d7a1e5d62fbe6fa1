using Microsoft.Extensions.Options;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>Bounds the calls that are worked on at the same time, and the memory of their bodies. Thread-safe.</summary>
internal sealed class HookAdmission(IOptions<HookOptions> options)
{
    /// <summary>When to come back. Unit: seconds.</summary>
    public const int RetryAfterSeconds = 1;

    private int _calls;
    private long _bytes;

    /// <summary>Lets a call in; every one that was let in must <see cref="Leave"/>.</summary>
    /// <param name="bytes">Most that its body will take.</param>
    public bool TryEnter(long bytes)
    {
        var (calls, total) = (Interlocked.Increment(ref _calls), Interlocked.Add(ref _bytes, bytes));
        // One call alone always gets in, however large the body that is allowed.
        if (calls <= options.Value.CallsAtOnce && (total <= options.Value.BodiesAtOnce || total == bytes))
        {
            return true;
        }

        Leave(bytes);
        return false;
    }

    /// <summary>Says that a call has ended.</summary>
    public void Leave(long bytes)
    {
        Interlocked.Decrement(ref _calls);
        Interlocked.Add(ref _bytes, -bytes);
    }
}
