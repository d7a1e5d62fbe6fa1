using FlowEngine.Scheduling;
using FluentValidation;

namespace FlowEngine.Nodes.TriggerSchedule;

internal sealed class TriggerScheduleConfigValidator : AbstractValidator<TriggerScheduleConfig>
{
    public TriggerScheduleConfigValidator()
    {
        RuleFor(c => c.Cron)
            .Custom(
                (cron, context) =>
                {
                    if (!CronSchedule.TryParse(cron, out _, out var problem))
                    {
                        context.AddFailure(new FluentValidation.Results.ValidationFailure("Cron", problem) { ErrorCode = "schedule.cron" });
                    }
                }
            );
        RuleFor(c => c.TimeZone)
            .Must(zone => string.IsNullOrEmpty(zone) || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            .WithErrorCode("schedule.timeZone")
            .WithMessage("There is no such time zone. Give an IANA name such as Europe/Berlin, or leave it empty.");
    }
}
