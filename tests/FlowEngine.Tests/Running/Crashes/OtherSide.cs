using FlowEngine.Running;
using TestKit.Engine;

namespace FlowEngine.Tests.Running.Crashes;

/// <summary>
/// The systems that a bot calls, which outlive it. The first word of a node's value says what is called: a server that
/// honours keys (<c>put</c>), one that does not (<c>write</c>), one that only tells (<c>read</c>), or none (<c>run</c>).
/// <c>slow</c> in front lets the call outlive its turn, <c>busy</c> refuses the first contact.
/// </summary>
internal sealed class OtherSide
{
    private readonly HashSet<string> _refused = [];
    private readonly Dictionary<string, (string Value, TaskCompletionSource Go)> _waiting = [];

    /// <summary>What the server that honours keys did, by key.</summary>
    public SortedDictionary<string, string> Put { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys of everything that the other server took; it does the work each time.</summary>
    public List<string> Written { get; } = [];

    /// <summary>The process that calls.</summary>
    public Plug? Plug { get; set; }

    /// <summary>A key without the id of its run, which differs between runs.</summary>
    public static string Short(string effectKey) => effectKey[(effectKey.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public async ValueTask<NodeResult> AnswerAsync(StubConfig config, NodeContext context, CancellationToken cancellationToken)
    {
        var (plug, key, value) = (Plug, Short(context.EffectKey), config.Value);
        if (value.StartsWith("run", StringComparison.Ordinal))
        {
            return StubCalls.Success(value);
        }

        plug?.Pass($"send {value}");
        var isRefused = value.Contains("busy", StringComparison.Ordinal) && _refused.Add(key);
        if (!isRefused)
        {
            Take(key, value);
        }

        plug?.Pass($"taken {value}");
        var go = new TaskCompletionSource();
        _waiting[key] = (value, go);
        await go.Task.WaitAsync(cancellationToken);
        plug?.Pass($"answer {value}");
        return isRefused
            ? new NodeResult.Failed(new NodeError("other.busy", "Come back later.", Retryable: true))
            : StubCalls.Success(value);
    }

    /// <summary>Answers one of the calls that are not slow, always the same one of the same calls.</summary>
    public bool AnswerOne()
    {
        var quick = _waiting.Where(w => !w.Value.Value.Contains("slow", StringComparison.Ordinal)).Select(w => w.Key);
        return quick.Order(StringComparer.Ordinal).FirstOrDefault() is { } key && Answer(key);
    }

    public bool Answer(string key) => _waiting.Remove(key, out var call) && call.Go.TrySetResult();

    /// <summary>The process has died, and with it everyone who waits for an answer.</summary>
    public void HangUp() => _waiting.Clear();

    private void Take(string key, string value)
    {
        if (value.Contains("put", StringComparison.Ordinal))
        {
            Put[key] = value;
        }
        else if (value.Contains("write", StringComparison.Ordinal))
        {
            Written.Add(key);
        }
    }
}
