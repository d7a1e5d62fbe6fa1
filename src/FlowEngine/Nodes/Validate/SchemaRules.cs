using FlowEngine.Schemas;
using FluentValidation;
using FluentValidation.Results;

namespace FlowEngine.Nodes.Validate;

/// <summary>Reports what is wrong with a schema among the settings of a node.</summary>
internal static class SchemaRules
{
    /// <summary>What nodes with a schema may say.</summary>
    public static IReadOnlyDictionary<string, string> Errors { get; } =
        new Dictionary<string, string>
        {
            ["schema.invalid"] = "The JSON Schema itself is wrong or uses what is not supported; the message says where.",
            ["schema.limit"] = "Checking takes too many steps, or a pattern too long; make the schema simpler.",
        };

    public static void Report<TConfig>(JsonSchema schema, ValidationContext<TConfig> context, string field = "Schema")
    {
        foreach (var (pointer, message) in schema.Problems.Take(SchemaCheck.MaximumProblems))
        {
            context.AddFailure(
                new ValidationFailure(field, pointer.Length == 0 ? message : $"{pointer}: {message}") { ErrorCode = "schema.invalid" }
            );
        }
    }
}
