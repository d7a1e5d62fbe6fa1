using FlowRuntime.Timers;

namespace FlowRuntime.Events;

/// <summary>Tells the loop that an event was committed.</summary>
internal sealed class EventSignal : LoopSignal;
