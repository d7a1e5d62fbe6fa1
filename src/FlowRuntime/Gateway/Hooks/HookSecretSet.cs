using FlowRuntime.Gateway.Hooks.Signing;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>The secrets of a webhook that count at the same time. Immutable; thread-safe.</summary>
/// <param name="current">The present one; null when nobody has made one.</param>
/// <param name="next">The one that will replace it; null while none is changed.</param>
internal sealed class HookSecretSet(string? current, string? next)
{
    private readonly IReadOnlyList<byte[]>?[] _keys = new IReadOnlyList<byte[]>?[Enum.GetValues<HookKeyForm>().Length];

    public string? Current { get; } = current;

    public string? Next { get; } = next;

    public bool IsEmpty => Current is null && Next is null;

    /// <summary>The keys that the secrets stand for.</summary>
    public IReadOnlyList<byte[]> Keys(HookKeyForm form) =>
        _keys[(int)form] ??= [.. new[] { Current, Next }.OfType<string>().Select(secret => HookSignature.KeyOf(form, secret))];
}
