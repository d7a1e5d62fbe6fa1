using FlowRuntime.Storage;

namespace FlowRuntime.Auditing;

/// <summary>The audit trail in the database.</summary>
internal sealed class AuditTrail(IWriteGate gate, TimeProvider time) : IAuditTrail
{
    public Task RecordAsync(string action, string subject, string actor, CancellationToken cancellationToken) =>
        gate.WriteAsync(
            async (db, token) =>
            {
                db.Add(AuditRow.Of(time, action, subject, actor));
                return await db.SaveChangesAsync(token).ConfigureAwait(false);
            },
            cancellationToken
        );
}
