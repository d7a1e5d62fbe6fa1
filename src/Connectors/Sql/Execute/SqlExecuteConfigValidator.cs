using Connectors.Sql.Statements;
using FlowEngine.Nodes;
using FluentValidation;

namespace Connectors.Sql.Execute;

/// <summary>Checks a change before it is saved and before each attempt.</summary>
internal sealed class SqlExecuteConfigValidator : AbstractValidator<SqlExecuteConfig>
{
    private const string Wanted =
        "A change is INSERT, UPDATE, DELETE, MERGE, REPLACE, CALL or a SELECT of a function; tables and rights are changed with the database's own tools.";

    public SqlExecuteConfigValidator()
    {
        RuleSet(
            SettingRules.Literal,
            () =>
            {
                RuleFor(c => c.Statement)
                    .Custom(
                        (statement, context) =>
                            StatementRules.Report(context, StatementRules.Check(statement, s => s.Changes, Wanted))
                    );
                RuleFor(c => c.Parameters)
                    .Custom(
                        (parameters, context) =>
                            StatementRules.Report(
                                context,
                                StatementRules.CheckParameters(context.InstanceToValidate.Statement, parameters, hasEffectKey: true)
                            )
                    );
            }
        );
        RuleFor(c => c.MaxRows).InclusiveBetween(1, 10_000).WithErrorCode("sql.rows").WithMessage("Read 1 to 10,000 rows.");
        RuleFor(c => c.TimeoutSeconds)
            .InclusiveBetween(1, 300)
            .WithErrorCode("sql.timeout")
            .WithMessage("Wait between 1 and 300 seconds.");
    }
}
