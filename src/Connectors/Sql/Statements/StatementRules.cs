using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;

namespace Connectors.Sql.Statements;

/// <summary>What statements and their parameters must be, for every node of the connector.</summary>
internal static class StatementRules
{
    /// <summary>Most characters of a statement.</summary>
    private const int MaxLength = 20_000;

    /// <summary>The parameter that holds the key of the effect, the same on every attempt.</summary>
    public const string EffectKey = "effectKey";

    /// <summary>Checks a statement.</summary>
    /// <param name="statement">Its text.</param>
    /// <param name="fits">Says whether it is of the kind that the node takes.</param>
    /// <param name="wanted">Which kind that is, for the message.</param>
    /// <returns>What is wrong; null for nothing.</returns>
    public static ValidationFailure? Check(string statement, Func<SqlStatement, bool> fits, string wanted)
    {
        if (statement.Contains("{{", StringComparison.Ordinal) || statement.StartsWith('='))
        {
            return Failure(
                "sql.literal",
                "A statement takes no {{ }} and no expression: what is put into SQL can change what it does. Write @name and give the value under Parameters."
            );
        }

        if (statement.Length > MaxLength)
        {
            return Failure("sql.statement", $"A statement has at most {MaxLength:N0} characters.");
        }

        var read = SqlStatement.Read(statement);
        return read.Problem is { } problem ? Failure("sql.statement", problem)
            : !fits(read) ? Failure("sql.statement", $"{read.Verb.ToUpperInvariant()} cannot be used here. {wanted}")
            : null;
    }

    /// <summary>Checks that the parameters of a statement and the values given are the same set.</summary>
    /// <param name="statement">Its text.</param>
    /// <param name="parameters">Values by name.</param>
    /// <param name="hasEffectKey">True when the node itself gives <c>@effectKey</c>.</param>
    /// <returns>What is wrong; null for nothing.</returns>
    public static ValidationFailure? CheckParameters(
        string statement,
        IReadOnlyDictionary<string, JsonElement>? parameters,
        bool hasEffectKey
    )
    {
        var used = SqlStatement.Read(statement).Parameters;
        var given = (parameters?.Keys ?? []).ToList();
        if (given.Contains(EffectKey))
        {
            return Failure("sql.parameter", $"The name {EffectKey} is kept for the key of the call. Choose another one.", "Parameters");
        }

        if (used.FirstOrDefault(name => !given.Contains(name) && !(hasEffectKey && name == EffectKey)) is { } missing)
        {
            return Failure("sql.parameter", $"The statement uses @{missing}. Give its value under Parameters.", "Parameters");
        }

        return given.FirstOrDefault(name => !used.Contains(name, StringComparer.Ordinal)) is { } spare
            ? Failure("sql.parameter", $"The statement does not use @{spare}. Remove the parameter or correct its name.", "Parameters")
            : null;
    }

    /// <summary>Adds what was found to a validation.</summary>
    /// <param name="context">The validation.</param>
    /// <param name="failure">What was found; null for nothing.</param>
    /// <typeparam name="TConfig">Settings of the node.</typeparam>
    public static void Report<TConfig>(ValidationContext<TConfig> context, ValidationFailure? failure)
    {
        if (failure is not null)
        {
            context.AddFailure(failure);
        }
    }

    private static ValidationFailure Failure(string code, string message, string property = "Statement") =>
        new(property, message) { ErrorCode = code };
}
