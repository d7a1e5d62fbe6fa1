namespace FlowRuntime.Library;

/// <summary>Which version of a bot an environment runs.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Version">The version; null when none runs there.</param>
/// <param name="Previous">The version that ran there before, to go back to; null for none.</param>
/// <param name="ChangedAt">Since when, UTC; null when the bot never ran there.</param>
/// <param name="ChangedBy">Who decided it; null when the bot never ran there.</param>
public sealed record Deployment(string Environment, int? Version, int? Previous, DateTimeOffset? ChangedAt, string? ChangedBy);
