using System.Diagnostics.CodeAnalysis;

namespace FlowRuntime.Credentials;

/// <summary>The vault cannot be opened: a key is missing, malformed or wrong. The message says what to do and holds no secret.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Without a message the admin cannot be advised.")]
public sealed class VaultException(string message, Exception? inner = null) : Exception(message, inner);
