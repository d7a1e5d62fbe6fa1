using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace FlowEngine.Expressions.Sandboxing;

/// <summary>
/// What is left of one evaluation's limits. Scripts meet it at every function entry and loop turn, built-in functions
/// at every so many items. One per thread while an evaluation runs.
/// </summary>
internal sealed class Allowance
{
    [ThreadStatic]
    private static Allowance? _current;

    private readonly ExpressionLimits _limits;
    private readonly CancellationToken _cancellationToken;
    private readonly long _memoryEnd;
    private readonly long _timeEnd;
    private readonly nuint _stackStart;
    private long _steps;

    private Allowance(Realm realm, ExpressionLimits limits, CancellationToken cancellationToken)
    {
        Realm = realm;
        _limits = limits;
        _cancellationToken = cancellationToken;
        _memoryEnd = GC.GetAllocatedBytesForCurrentThread() + limits.MemoryBytes;
        _timeEnd = Stopwatch.GetTimestamp() + (limits.TimeMilliseconds * Stopwatch.Frequency / 1000);
        _stackStart = StackPosition();
    }

    /// <summary>The allowance of the evaluation that runs on this thread.</summary>
    /// <exception cref="InvalidOperationException">None runs.</exception>
    public static Allowance Current =>
        _current ?? throw new InvalidOperationException("No expression is being evaluated on this thread.");

    /// <summary>The engine that runs.</summary>
    public Realm Realm { get; }

    /// <summary>Starts an evaluation on this thread.</summary>
    public static Allowance Start(Realm realm, ExpressionLimits limits, CancellationToken cancellationToken) =>
        _current = new Allowance(realm, limits, cancellationToken);

    /// <summary>Ends the evaluation of this thread.</summary>
    public static void Stop() => _current = null;

    /// <summary>Called wherever the stack grows: at function entries and by recursive built-in functions.</summary>
    public void Enter()
    {
        // The stack grows downwards on every platform .NET runs on.
        if (_stackStart - StackPosition() > (nuint)_limits.StackBytes || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new LimitExceededException("expression.depth", "The expression calls itself too deeply.");
        }

        Step();
    }

    /// <summary>Called once per loop turn.</summary>
    public void Step()
    {
        if (++_steps > _limits.Steps)
        {
            throw new LimitExceededException("expression.steps", $"The expression takes more than {_limits.Steps} steps.");
        }

        Charge(0);
        if ((_steps & 31) == 0)
        {
            CheckTime();
        }
    }

    /// <summary>Called by built-in functions for every item they handle.</summary>
    public void Item(long index)
    {
        if ((index & 127) == 127)
        {
            // One in four items counts as a step: built-in functions are that much faster than loops.
            _steps += 31;
            Step();
            CheckTime();
        }
    }

    /// <summary>Refuses memory before it is allocated.</summary>
    /// <param name="characters">Length of the text about to be built.</param>
    public void Charge(long characters)
    {
        if (GC.GetAllocatedBytesForCurrentThread() + (characters * sizeof(char)) > _memoryEnd)
        {
            throw new LimitExceededException(
                "expression.memory",
                $"The expression uses more than {_limits.MemoryBytes >> 20} MB of memory."
            );
        }
    }

    /// <summary>Called behind what may take long by itself; loops come here every so many turns.</summary>
    public void CheckTime()
    {
        if (Stopwatch.GetTimestamp() > _timeEnd)
        {
            throw new LimitExceededException(
                "expression.time",
                $"The expression takes longer than {_limits.TimeMilliseconds} ms."
            );
        }

        _cancellationToken.ThrowIfCancellationRequested();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe nuint StackPosition()
    {
        int marker;
        return (nuint)(&marker);
    }
}
