using System.Collections.Frozen;

namespace Connectors.Sql.Statements;

/// <summary>One SQL statement as its author wrote it, read as far as the connector must know it. Immutable.</summary>
internal sealed class SqlStatement
{
    private static readonly FrozenSet<string> Reading = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "SELECT",
        "WITH",
        "VALUES",
        "TABLE"
    );

    private static readonly FrozenSet<string> Changing = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "INSERT",
        "UPDATE",
        "DELETE",
        "MERGE",
        "REPLACE",
        "WITH",
        "SELECT",
        "CALL"
    );

    private readonly string _text;
    private readonly IReadOnlyList<SqlParameterUse> _uses;

    internal SqlStatement(string text, string verb, IReadOnlyList<SqlParameterUse> uses, string? problem)
    {
        (_text, Verb, _uses, Problem) = (text, verb, uses, problem);
        Parameters = [.. uses.Select(u => u.Name).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The statement as written.</summary>
    public string Text => _text;

    /// <summary>The first word, as written; empty when there is none.</summary>
    public string Verb { get; }

    /// <summary>Names of the parameters without their <c>@</c>, in order of their first use.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>Why the text is not one complete statement, a sentence; null when it is.</summary>
    public string? Problem { get; }

    /// <summary>True when it may only read. The database itself refuses what reads by its look and changes all the same.</summary>
    public bool Reads => Reading.Contains(Verb);

    /// <summary>True when it is a change of data, not of tables, rights or settings.</summary>
    public bool Changes => Changing.Contains(Verb);

    /// <summary>Reads a text.</summary>
    /// <param name="text">SQL of PostgreSQL or SQLite.</param>
    /// <returns>The statement, possibly with a <see cref="Problem"/>.</returns>
    public static SqlStatement Read(string text) => new SqlReader(text).Read();

    /// <summary>The text with <c>$1</c>, <c>$2</c> … for the parameters, in the order of <see cref="Parameters"/>.</summary>
    /// <returns>SQL as PostgreSQL takes it.</returns>
    public string WithNumbers()
    {
        var text = new System.Text.StringBuilder();
        var from = 0;
        foreach (var use in _uses)
        {
            var number = Parameters.Index().First(p => p.Item == use.Name).Index + 1;
            text.Append(_text, from, use.Start - from).Append('$').Append(number);
            from = use.Start + use.Name.Length + 1;
        }

        return text.Append(_text, from, _text.Length - from).ToString();
    }
}

/// <summary>A place where a parameter is used.</summary>
/// <param name="Name">Its name, without <c>@</c>.</param>
/// <param name="Start">Where its <c>@</c> stands.</param>
internal readonly record struct SqlParameterUse(string Name, int Start);
