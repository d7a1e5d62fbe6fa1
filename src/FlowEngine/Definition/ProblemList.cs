namespace FlowEngine.Definition;

/// <summary>Collects problems; keeps the first thousand, so that a hostile document cannot fill the memory with complaints.</summary>
internal sealed class ProblemList
{
    public const int Limit = 1000;
    private readonly List<Problem> _problems = [];

    public int Count => _problems.Count;

    public void Error(string code, string pointer, string message) => Add(new Problem(code, ProblemSeverity.Error, pointer, message));

    public void Warning(string code, string pointer, string message) =>
        Add(new Problem(code, ProblemSeverity.Warning, pointer, message));

    public void Add(Problem problem)
    {
        if (_problems.Count < Limit)
        {
            _problems.Add(problem);
        }
    }

    public bool HasAt(string pointer) => _problems.Exists(p => p.Pointer == pointer);

    public IReadOnlyList<Problem> ToList() => [.. _problems];

    /// <summary>Errors before warnings, else in the order found.</summary>
    public IReadOnlyList<Problem> ErrorsFirst() => [.. _problems.OrderByDescending(p => p.Severity)];

    public ReadResult<T> Result<T>(T? value)
        where T : class => _problems.Count == 0 ? new(value, []) : new(null, ToList());
}
