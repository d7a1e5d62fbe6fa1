using FlowRuntime.Timers;

namespace FlowRuntime.Schedules;

/// <summary>Tells the loop that another version became live.</summary>
internal sealed class ScheduleSignal : LoopSignal;
