using System.Globalization;
using FlowEngine.Scheduling;
using FluentValidation;

namespace FlowEngine.Nodes.Wait;

internal sealed class WaitConfigValidator : AbstractValidator<WaitConfig>
{
    public WaitConfigValidator()
    {
        RuleFor(c => c.Amount)
            .Must(amount => amount >= 0 && double.IsFinite(amount))
            .WithErrorCode("wait.amount")
            .WithMessage("Give a duration of 0 or more.");
        RuleFor(c => c.At)
            .Must(at => TimeOfDay.TryRead(at, out _))
            .When(c => c.Until == WaitNode.TimeOfDay)
            .WithErrorCode("wait.at")
            .WithMessage("Give a time of day as HH:mm, for example 09:30.");
        RuleFor(c => c.At)
            .Must(at => Moment.TryRead(at, TimeZoneInfo.Utc, out _))
            .When(c => c.Until == WaitNode.Moment)
            .WithErrorCode("wait.at")
            .WithMessage("Give date and time as 2026-03-02T09:30, with an offset such as +01:00 or in the time zone of the node.");
        RuleFor(c => c.TimeZone)
            .Must(zone => string.IsNullOrEmpty(zone) || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            .WithErrorCode("wait.timeZone")
            .WithMessage("There is no such time zone. Give an IANA name such as Europe/Berlin, or leave it empty.");
        RuleFor(c => c.Hours)
            .Must(hours => hours is { Count: > 0 })
            .When(c => c.Until == WaitNode.BusinessHours)
            .WithErrorCode("wait.hours")
            .WithMessage("Say when the business is open: at least one line.");
        RuleForEach(c => c.Hours)
            .Must(h => OpeningHours.Read(h.Days, h.From, h.To) is not null)
            .When(c => c.Until == WaitNode.BusinessHours)
            .WithErrorCode("wait.hours")
            .WithMessage("Give days such as mon-fri or sat,sun, and times such as 09:00 and 17:30.");
        RuleForEach(c => c.Holidays)
            .Must(day => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            .When(c => c.Until == WaitNode.BusinessHours)
            .WithErrorCode("wait.holidays")
            .WithMessage("Give holidays as ISO dates, for example 2026-12-25.");
    }
}
