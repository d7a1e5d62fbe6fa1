namespace FlowRuntime.Tests.Gateway.DirectLine;

/// <summary>One running channel for each test.</summary>
public abstract class DirectLineTests : IAsyncLifetime
{
    private DirectLineHost? _host;

    internal DirectLineHost Host => _host!; // set before each test

    public async ValueTask InitializeAsync() => _host = await DirectLineHost.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
