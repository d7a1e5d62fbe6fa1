namespace FlowRuntime.Dispatch;

/// <summary>Name of this process in leases; another at every start, also where process numbers repeat.</summary>
internal sealed class ProcessIdentity
{
    public string Id { get; } = Guid.NewGuid().ToString("N");
}
