using System.Diagnostics.CodeAnalysis;

namespace FlowRuntime.Plugins;

/// <summary>A plug-in cannot be used; the message tells the admin why.</summary>
/// <param name="message">Sentence for the admin.</param>
/// <param name="inner">What was thrown, for the log.</param>
[SuppressMessage("Design", "CA1032", Justification = "A message is required: it is what the admin gets.")]
[SuppressMessage("Design", "CA1064", Justification = "It never leaves the folder: whoever asks gets the reason.")]
internal sealed class PluginException(string message, Exception? inner = null) : Exception(message, inner);
