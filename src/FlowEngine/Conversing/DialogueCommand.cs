namespace FlowEngine.Conversing;

/// <summary>What a visitor may say at any time.</summary>
public enum DialogueCommand
{
    /// <summary>End what the bot is doing.</summary>
    Cancel,

    /// <summary>End everything and begin anew.</summary>
    StartOver,

    /// <summary>Talk to a person.</summary>
    Agent,

    /// <summary>Tell what can be said.</summary>
    Help,
}
