using FlowEngine.Connecting;
using FlowRuntime.Connections;
using FlowRuntime.Connections.Calling;
using FlowRuntime.Credentials.Sending;
using FlowRuntime.Credentials.Vaults;

namespace FlowRuntime.Tests.Credentials.Sending;

/// <summary>Credentials without a database, for kinds that need neither vaults nor tokens.</summary>
internal static class TestCredentials
{
    public static OpenCredential Open(CredentialKind kind, IReadOnlyDictionary<string, string> fields) =>
        new(
            kind,
            new CredentialFields(fields, null!, "test", TimeProvider.System), // no field refers to a vault
            new ConnectionTarget("test", "test", "live", new AllowedAddresses(true, []), true),
            null!, // the kind is no OAuth
            TimeProvider.System
        );
}
