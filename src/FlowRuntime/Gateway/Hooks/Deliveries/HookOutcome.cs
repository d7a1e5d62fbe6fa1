namespace FlowRuntime.Gateway.Hooks.Deliveries;

/// <summary>What became of a call of a webhook.</summary>
public enum HookOutcome
{
    /// <summary>It started a run.</summary>
    Taken,

    /// <summary>Its event had started a run before.</summary>
    Repeated,

    /// <summary>It was refused.</summary>
    Refused,

    /// <summary>It only tried whether the address is there.</summary>
    Greeted,

    /// <summary>A person had it run again.</summary>
    Replayed,
}
