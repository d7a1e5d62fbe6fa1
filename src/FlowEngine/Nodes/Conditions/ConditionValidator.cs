using System.Globalization;
using System.Text.Json;
using FlowEngine.Compilation;
using FluentValidation;

namespace FlowEngine.Nodes.Conditions;

/// <summary>Checks a condition as far as it is known before a run.</summary>
internal sealed class ConditionValidator<TConfig> : AbstractValidator<TConfig>
    where TConfig : ICondition
{
    /// <summary>Most rules of a condition.</summary>
    private const int MaximumRules = 20;

    public ConditionValidator()
    {
        RuleFor(c => c.When)
            .Must((c, when) => when is not null || c.Rules is { Count: > 0 })
            .WithErrorCode("config.required")
            .WithMessage("Add a rule, or give a formula that starts with =.");
        RuleFor(c => c.When)
            .Must((c, when) => when is null || c.Rules is not { Count: > 0 })
            .WithErrorCode("condition.both")
            .WithMessage("There are rules and a formula. Keep one of them.");
        RuleFor(c => c.Join)
            .Must(join => join is ConditionEvaluation.All or ConditionEvaluation.Any)
            .WithErrorCode("condition.join")
            .WithMessage("Rules are joined by all or any.");
        RuleFor(c => c.Rules)
            .Must(rules => rules is null || rules.Count <= MaximumRules)
            .WithErrorCode("condition.rules")
            .WithMessage(string.Create(CultureInfo.InvariantCulture, $"A condition has at most {MaximumRules} rules. Use a formula."));
        RuleForEach(c => c.Rules).SetValidator(new RuleValidator());
    }

    private sealed class RuleValidator : AbstractValidator<ConditionRule>
    {
        public RuleValidator()
        {
            RuleFor(r => r.Operator)
                .Must(name => ConditionOperator.Find(name) is not null)
                .WithErrorCode("condition.operator")
                .WithMessage("There is no operator {PropertyValue}.");
            RuleFor(r => r.Right)
                .Must((r, right) => right is not null || Takes(r) == OperandCount.None)
                .WithErrorCode("condition.value")
                .WithMessage("Say what the value is compared with.");
            RuleFor(r => r.To)
                .Must((r, to) => to is not null || Takes(r) != OperandCount.Two)
                .WithErrorCode("condition.value")
                .WithMessage("Say where the range ends.");
            RuleFor(r => r.Right)
                .Must((r, right) => r.Operator != ConditionOperator.Matches || IsPattern(right))
                .WithErrorCode("condition.pattern")
                .WithMessage("This is no regular expression. Correct it.");
            RuleFor(r => r.Right)
                .Must((r, right) => r.Operator is not (ConditionOperator.Before or ConditionOperator.After) || IsDate(right))
                .WithErrorCode("condition.date")
                .WithMessage("This is no date. Write it as 2026-03-29 or 2026-03-29T09:30, or give a formula.");
            RuleFor(r => r.To)
                .Must((r, to) => r.Operator != ConditionOperator.Between || IsRange(r.Right, to))
                .WithErrorCode("condition.range")
                .WithMessage("The range ends before it begins. Exchange both.");
        }

        private static OperandCount Takes(ConditionRule rule) => ConditionOperator.Find(rule.Operator)?.Takes ?? OperandCount.None;

        private static bool IsPattern(FieldValue? value)
        {
            if (value is not { IsLiteral: true })
            {
                return true;
            }

            try
            {
                _ = PatternMatch.Compile(ValueComparison.TextOf(LiteralOf(value)), ignoreCase: false);
                return true;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }

        private static bool IsDate(FieldValue? value) =>
            value is not { IsLiteral: true } || IsoDates.TryRead(LiteralOf(value), TimeZoneInfo.Utc, out _);

        private static bool IsRange(FieldValue? from, FieldValue? to) =>
            from is not { IsLiteral: true }
            || to is not { IsLiteral: true }
            || ValueComparison.Order(LiteralOf(from), LiteralOf(to), ignoreCase: false, TimeZoneInfo.Utc) is not > 0;

        private static JsonElement LiteralOf(FieldValue value) => value.Evaluate(NoScope.Instance, default).Value;
    }
}
