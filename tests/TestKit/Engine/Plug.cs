namespace TestKit.Engine;

/// <summary>
/// The power of a test's process: counts what the process asks of the world and goes off at the wanted interaction, for
/// good; what the process still tries to do then comes to nothing.
/// </summary>
/// <param name="pullAt">Number of the interaction that never comes back, from 1; 0 for none.</param>
public sealed class Plug(int pullAt = 0) : IDisposable
{
    private readonly CancellationTokenSource _power = new();

    /// <summary>Interactions so far.</summary>
    public int Passed { get; private set; }

    public bool IsPulled => _power.IsCancellationRequested;

    /// <summary>What the process was about to do when it died; null while it lives.</summary>
    public string? PulledAt { get; private set; }

    /// <summary>Ends with the process.</summary>
    public CancellationToken Token => _power.Token;

    /// <summary>Notes an interaction with the world.</summary>
    public void Pass(string what)
    {
        if (!IsPulled && ++Passed == pullAt)
        {
            PulledAt = what;
            _power.Cancel();
        }

        if (IsPulled)
        {
            throw new PlugPulledException($"The plug was pulled at {PulledAt}.");
        }
    }

    public void Dispose() => _power.Dispose();
}
