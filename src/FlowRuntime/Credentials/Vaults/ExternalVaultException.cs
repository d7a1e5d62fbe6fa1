using System.Diagnostics.CodeAnalysis;

namespace FlowRuntime.Credentials.Vaults;

/// <summary>An external vault gives no secret. The message says what to do and holds no secret.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Without a message the admin cannot be advised.")]
public sealed class ExternalVaultException(string message, bool isPassing = false, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True when the vault could not be asked, so that what it said before still holds.</summary>
    public bool IsPassing { get; } = isPassing;
}
