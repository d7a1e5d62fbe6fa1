namespace FlowRuntime.Auditing;

/// <summary>Remembers who changed or saw what. Append-only; thread-safe.</summary>
public interface IAuditTrail
{
    /// <summary>Appends an entry.</summary>
    /// <param name="action">What was done, for example <c>channel.secretRead</c>.</param>
    /// <param name="subject">To what, for example <c>order-support/directline</c>; never a secret.</param>
    /// <param name="actor">Who: the e-mail of a person or the name of an API key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is on the disk.</returns>
    Task RecordAsync(string action, string subject, string actor, CancellationToken cancellationToken);
}
