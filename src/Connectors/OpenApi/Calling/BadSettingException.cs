using System.Diagnostics.CodeAnalysis;

namespace Connectors.OpenApi.Calling;

/// <summary>A setting cannot be sent where it belongs; becomes a failed result.</summary>
/// <param name="field">Name of the setting.</param>
/// <param name="message">What is wrong and what to do, continuing "The setting x".</param>
[SuppressMessage("Design", "CA1032", Justification = "Field and message are required: without them the author cannot be advised.")]
[SuppressMessage("Design", "CA1064", Justification = "It never leaves the operation, which turns it into a failed result.")]
internal sealed class BadSettingException(string field, string message) : Exception($"The setting {field} {message}");
