using System.Collections.Concurrent;

namespace EndToEnd.Tests.Editor;

/// <summary>
/// The wire between a page and its circuit. It can be cut as a broken network cuts it: the page sends no farewell, and the
/// server keeps a circuit that nobody answers. And it can be slow: what the server says waits.
/// </summary>
internal sealed class LosableWire
{
    private readonly ConcurrentBag<IWebSocketRoute> _servers = [];
    private readonly ConcurrentQueue<Action> _late = new();
    private volatile bool _isCut;
    private volatile bool _isSlow;

    /// <summary>Lays the wire; the pages of the context use it from now on.</summary>
    public static async Task<LosableWire> LayAsync(IBrowserContext context)
    {
        var wire = new LosableWire();
        await context.RouteWebSocketAsync(url => url.Contains("/_blazor", StringComparison.Ordinal), wire.Connect);
        await context.RouteAsync("**/_blazor/disconnect**", route => route.AbortAsync());
        return wire;
    }

    /// <summary>Cuts the wire; pages that are opened afterwards get a new one.</summary>
    public async Task CutAsync()
    {
        _isCut = true;
        while (_servers.TryTake(out var server))
        {
            await server.CloseAsync();
        }
    }

    /// <summary>Lets pages connect again.</summary>
    public void Mend() => _isCut = false;

    /// <summary>Lets what the server says wait from now on.</summary>
    public void SlowDown() => _isSlow = true;

    /// <summary>Gives the page everything that has waited, and the rest at once.</summary>
    public void SpeedUp()
    {
        while (_late.TryDequeue(out var send))
        {
            send();
        }

        _isSlow = false;
    }

    private void Connect(IWebSocketRoute page)
    {
        if (_isCut)
        {
            // Nobody answers; the page tries again and again, as it does in a tunnel.
            return;
        }

        var server = page.ConnectToServer();
        var isMine = true;
        _servers.Add(server);
        page.OnMessage(frame => Pass(frame, server));
        server.OnMessage(frame =>
        {
            if (_isSlow)
            {
                _late.Enqueue(() => Pass(frame, page));
            }
            else
            {
                Pass(frame, page);
            }
        });
        server.OnClose((_, _) => isMine = false);

        void Pass(IWebSocketFrame frame, IWebSocketRoute to)
        {
            if (_isCut || !isMine)
            {
                return;
            }

            if (frame.Binary is { } bytes)
            {
                to.Send(bytes);
            }
            else
            {
                to.Send(frame.Text!); // a frame holds the one or the other
            }
        }
    }
}
