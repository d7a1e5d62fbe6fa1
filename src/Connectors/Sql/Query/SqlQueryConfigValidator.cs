using Connectors.Sql.Statements;
using FlowEngine.Nodes;
using FluentValidation;

namespace Connectors.Sql.Query;

/// <summary>Checks a query before it is saved and before each attempt.</summary>
internal sealed class SqlQueryConfigValidator : AbstractValidator<SqlQueryConfig>
{
    public SqlQueryConfigValidator()
    {
        RuleSet(
            SettingRules.Literal,
            () =>
            {
                RuleFor(c => c.Statement)
                    .Custom(
                        (statement, context) =>
                            StatementRules.Report(
                                context,
                                StatementRules.Check(statement, s => s.Reads, "A query starts with SELECT, WITH, VALUES or TABLE.")
                            )
                    );
                RuleFor(c => c.Parameters)
                    .Custom(
                        (parameters, context) =>
                            StatementRules.Report(
                                context,
                                StatementRules.CheckParameters(context.InstanceToValidate.Statement, parameters, hasEffectKey: false)
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
