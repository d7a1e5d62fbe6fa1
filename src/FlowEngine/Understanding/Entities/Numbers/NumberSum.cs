namespace FlowEngine.Understanding.Entities.Numbers;

/// <summary>Adds the words of a number up, and says when the next word belongs to another number.</summary>
internal struct NumberSum
{
    private const decimal Largest = 1_000_000_000_000;

    private decimal _thousands;
    private decimal _current;
    private bool _isStarted;

    public readonly bool IsEmpty => !_isStarted;

    public readonly decimal Total => _thousands + _current;

    /// <summary>True behind "hundred" and "thousand", where "and" may follow.</summary>
    public readonly bool EndsInHundreds => _isStarted && _current % 100 == 0 && Total > 0;

    /// <summary>Adds a number that stands behind.</summary>
    /// <param name="number">From 0.</param>
    /// <param name="isJoined">True behind "and", as in "fünf und zwanzig".</param>
    public bool TryAdd(decimal number, bool isJoined)
    {
        var rest = _current % 100;
        var fits =
            !_isStarted
            || (number > 0 && _current == 0 && _thousands > number)
            || (number is > 0 and < 100 && _current >= 100 && rest == 0)
            || (number is > 0 and < 10 && rest >= 20 && rest % 10 == 0)
            || (isJoined && number is >= 20 and < 100 && rest is > 0 and < 10);
        if (fits)
        {
            (_current, _isStarted) = (_current + number, true);
        }

        return fits;
    }

    /// <summary>Multiplies what was said since the last thousand.</summary>
    /// <param name="factor">12, 100, 1,000 and so on.</param>
    public bool TryMultiply(decimal factor)
    {
        var fits = !_isStarted || (_current > 0 && _current < factor && _current * factor < Largest) || (_current > 0 && factor is 12);
        if (!fits)
        {
            return false;
        }

        var product = (_isStarted ? _current : 1) * factor;
        (_thousands, _current) = factor >= 1000 ? (_thousands + product, 0) : (_thousands, product);
        _isStarted = true;
        return true;
    }
}
