using FlowRuntime.Timers;

namespace FlowRuntime.Gateway.Hooks;

/// <summary>Tells a waiting call that something happened in its conversation.</summary>
internal sealed class HookSignal : LoopSignal;
