namespace FlowEngine.Expressions.Quick;

/// <summary>One evaluation without an engine: what names mean, and what is left of the little it may use up.</summary>
internal ref struct QuickRun
{
    /// <summary>Most calls of functions, and most items of a list.</summary>
    public const int MaxCalls = 2_000;

    // Over all steps of the evaluation, so that nothing grows by being done often. Past it, the limits of an engine judge.
    private const int MaxItems = 20_000;
    private const int MaxCharacters = 1_000_000;

    private readonly QuickValue[] _locals;
    private int _calls;
    private int _items;
    private int _characters;

    public QuickRun(IExpressionScope scope, int locals)
    {
        Scope = scope;
        _locals = locals == 0 ? [] : new QuickValue[locals];
    }

    /// <summary>What the names outside of functions mean.</summary>
    public IExpressionScope Scope { get; }

    /// <summary>The arguments of the functions that are being called, each in a place of its own.</summary>
    public readonly Span<QuickValue> Locals => _locals;

    /// <summary>Counts a call; false when there were too many.</summary>
    public bool MayCall() => ++_calls <= MaxCalls;

    /// <summary>Counts the items of a list that is gone through; false when there were too many.</summary>
    public bool MayRead(QuickValue[] items) => (_items += items.Length) <= MaxItems;

    /// <summary>Counts the text of a value; unknown when there was too much.</summary>
    public QuickValue Bounded(in QuickValue value) => MayRead(value) ? value : QuickValue.Unknown;

    /// <summary>Counts the text of a value; false when there was too much.</summary>
    public bool MayRead(in QuickValue value) =>
        value.Kind != QuickKind.Text || (_characters = (int)Math.Min((long)_characters + value.MostCharacters, int.MaxValue)) <= MaxCharacters;
}
