using FlowEngine.Connecting.Calling;
using FlowEngine.Nodes;
using FluentValidation;
using FluentValidation.Results;

namespace Connectors.Http.GraphQl;

/// <summary>Checks a GraphQL request before it is saved and before each attempt.</summary>
internal sealed class GraphQlConfigValidator : AbstractValidator<GraphQlConfig>
{
    private const int MaxLength = 50_000;

    public GraphQlConfigValidator()
    {
        RuleSet(
            SettingRules.Literal,
            () =>
                RuleFor(c => c.Query)
                    .Custom(
                        (query, context) =>
                        {
                            if (Problem(query, context.InstanceToValidate.OperationName) is { } problem)
                            {
                                context.AddFailure(new ValidationFailure("Query", problem) { ErrorCode = "graphql.document" });
                            }
                        }
                    )
        );
        RuleFor(c => c.Path)
            .Must(HttpPaths.IsBelow)
            .WithErrorCode("http.path")
            .WithMessage("Give a path below the connection's address, without a host, '..', '?' or '#'.");
        RuleFor(c => c.TimeoutSeconds)
            .InclusiveBetween(1, 300)
            .WithErrorCode("http.timeout")
            .WithMessage("Wait between 1 and 300 seconds.");
    }

    private static string? Problem(string query, string? operationName)
    {
        if (query.StartsWith('=') || query.Length > MaxLength)
        {
            return $"The document is fixed text of at most {MaxLength:N0} characters; values go into variables.";
        }

        var document = GraphQlDocument.Read(query);
        return document.Problem
            ?? (
                document.Choose(operationName) switch
                {
                    null when string.IsNullOrEmpty(operationName) => "The document has several operations. Say which one runs.",
                    null => $"The document has no operation {operationName}.",
                    { Kind: "subscription" } => "A subscription never ends and cannot be sent here.",
                    _ => null,
                }
            );
    }
}
