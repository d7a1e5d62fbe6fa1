namespace FlowEngine.Expressions.Builtins;

/// <summary>What a function that words a time is about.</summary>
[Flags]
internal enum DateLocaleParts
{
    /// <summary>Year, month, day and weekday.</summary>
    Date = 1,

    /// <summary>Hour, minute and second.</summary>
    Time = 2,

    /// <summary>Both.</summary>
    DateAndTime = Date | Time,
}
