namespace FlowEngine.Tests.Running.Generated;

/// <summary>
/// What a script must do, told in the plainest way: recursion and dictionaries, nothing of the engine. What is said and
/// how it ends are compared with what the engine does. A part gives null when it went to its end, else why it did not.
/// </summary>
internal sealed class NaiveInterpreter
{
    /// <summary>The script takes more steps than are worth comparing.</summary>
    public const string TooLong = "<too long>";

    private const string Broke = "<break>";
    private const int MostSteps = 20_000;
    private int _steps;

    public List<string> Said { get; } = [];

    /// <summary>Runs a whole script.</summary>
    /// <returns>Code of the error that nobody handled; null when it went to its end.</returns>
    public string? Run(IReadOnlyList<Script> script) => All(script, new Values(null));

    private string? All(IReadOnlyList<Script> scripts, Values variables)
    {
        foreach (var script in scripts)
        {
            if (One(script, variables) is { } why)
            {
                return why;
            }
        }

        return null;
    }

    private string? One(Script script, Values variables)
    {
        if (++_steps > MostSteps)
        {
            return TooLong;
        }

        switch (script)
        {
            case Script.Say(var mark, var name):
                Said.Add($"{mark}: {variables[name]}");
                return null;
            case Script.Add(var name, var number):
                variables[name] += number;
                return null;
            case Script.Call(var name):
                return variables[name] % 2 == 0 ? null : "test.odd";
            case Script.Fail(var mark):
                return $"test.fail{mark}";
            case Script.Break:
                return Broke;
            case Script.If(var name, var number, var then, var otherwise):
                return All(variables[name] > number ? then : otherwise, variables);
            case Script.Repeat repeat:
                return Repeat(repeat, variables);
            case Script.Until until:
                return Until(until, variables);
            case Script.Try attempt:
                return Try(attempt, variables);
            case Script.Parallel(var left, var right):
                return Both(left, right, variables);
            case Script.CallFlow(var give, var take, var body):
                var own = new Values(null) { ["a"] = variables[give] };
                var why = All(body, own);
                if (why is null)
                {
                    variables[take] = own["a"] + own["b"] + own["c"];
                }

                return why;
            default:
                throw new ArgumentException($"There is no meaning for {script}.", nameof(script));
        }
    }

    private string? Repeat(Script.Repeat repeat, Values variables)
    {
        for (var i = 0; i < repeat.Times; i++)
        {
            var why = All(repeat.Body, variables);
            if (why == Broke)
            {
                return null;
            }

            if (why is not null && (why == TooLong || !repeat.LetsErrorsGo))
            {
                return why;
            }
        }

        return null;
    }

    private string? Until(Script.Until until, Values variables)
    {
        for (var i = 0; variables[until.Variable] < until.Number; i++)
        {
            if (i == until.MostRounds)
            {
                return "loop.budget";
            }

            var why = All(until.Body, variables);
            if (why is not null)
            {
                return why == Broke ? null : why;
            }
        }

        return null;
    }

    private string? Try(Script.Try attempt, Values variables)
    {
        var why = All(attempt.Body, variables);
        if (why is not (null or Broke or TooLong) && attempt.Catch is { } handler)
        {
            why = All(handler, variables);
        }

        return (attempt.Finally is { } last ? All(last, variables) : null) ?? why;
    }

    private string? Both(IReadOnlyList<Script> left, IReadOnlyList<Script> right, Values variables)
    {
        var (ofLeft, ofRight) = (new Values(variables), new Values(variables));
        // Nothing here waits: the first branch goes to its end before the second begins, and one that fails stops the other.
        if ((All(left, ofLeft) ?? All(right, ofRight)) is { } why)
        {
            return why == Broke ? "break.outside" : why;
        }

        ofLeft.Merge();
        ofRight.Merge();
        return null;
    }

    /// <summary>Variables of a flow, or a branch's changes to them.</summary>
    private sealed class Values(Values? around)
    {
        private readonly Dictionary<string, int> _own = [];

        public int this[string name]
        {
            get => _own.TryGetValue(name, out var value) ? value : around?[name] ?? 0;
            set => _own[name] = value;
        }

        public void Merge()
        {
            foreach (var (name, value) in _own)
            {
                around![name] = value; // only branches are merged
            }
        }
    }
}
