namespace FlowEngine.Compilation;

/// <summary>How one setting gets its value.</summary>
internal abstract class FieldBinding
{
    /// <summary>True when the value never changes.</summary>
    public abstract bool IsFixed { get; }

    /// <summary>Everything in it that is evaluated, for finding what it reads.</summary>
    public virtual IEnumerable<FieldValue> Values => [];
}

/// <summary>How a setting of one type gets its value.</summary>
internal abstract class FieldBinding<T> : FieldBinding
{
    public abstract T Resolve(FieldResolution resolution);
}

/// <summary>A value known when the flow was compiled.</summary>
internal sealed class FixedField<T>(T value, IEnumerable<FieldValue>? values = null) : FieldBinding<T>
{
    public override bool IsFixed => true;

    public override IEnumerable<FieldValue> Values { get; } = values ?? [];

    public override T Resolve(FieldResolution resolution) => value;
}

/// <summary>A value that is evaluated for every execution, then converted.</summary>
internal sealed class ComputedField<T>(FieldValue source, string label, bool required, T fallback) : FieldBinding<T>
{
    public override bool IsFixed => false;

    public override IEnumerable<FieldValue> Values => [source];

    public override T Resolve(FieldResolution resolution)
    {
        var (value, problem) = source.Evaluate(resolution.Scope, resolution.CancellationToken);
        if (problem is not null)
        {
            resolution.Fail(problem.Code, label, problem.Message);
            return fallback;
        }

        if (FieldConversion.IsEmpty(value))
        {
            if (required)
            {
                resolution.Fail("config.empty", label, "the expression gave no value.");
            }

            return fallback;
        }

        if (FieldConversion<T>.TryConvert(value, out var converted))
        {
            return converted;
        }

        resolution.Fail("config.type", label, $"{FieldConversion.Describe(value)} does not fit; {FieldConversion<T>.Wanted}.");
        return fallback;
    }
}

/// <summary>A list or map with at least one part that is evaluated.</summary>
internal sealed class CompositeField<T>(Func<FieldResolution, T> resolve, IReadOnlyList<FieldValue> values) : FieldBinding<T>
{
    public override bool IsFixed => false;

    public override IEnumerable<FieldValue> Values => values;

    public override T Resolve(FieldResolution resolution) => resolve(resolution);
}
