namespace FlowEngine.Understanding.Entities.Reading;

/// <summary>Something that was read.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Next">Index of the token behind it.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct Part<T>(int Next, T Value);
