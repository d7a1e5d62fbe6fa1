namespace FlowEngine.Nodes.Join;

/// <summary>Settings of the join; none takes an expression, as they hold for branches that have not begun.</summary>
/// <param name="Mode">What is waited for: <c>all</c>, <c>any</c> or <c>first</c>.</param>
/// <param name="Count">How many branches have to succeed, for <c>first</c>.</param>
/// <param name="TimeoutSeconds">Longest wait from the beginning of the branches; 0 for no limit.</param>
/// <param name="Losers">What happens to branches that are not waited for: <c>cancel</c> or <c>finish</c>.</param>
/// <param name="OnError">What a failed branch does: <c>fail</c> or <c>collect</c>.</param>
public sealed record JoinConfig(
    string Mode = JoinNode.All,
    int Count = 1,
    int TimeoutSeconds = 0,
    string Losers = JoinNode.Cancel,
    string OnError = JoinNode.Fail
);
