using System.Collections.Concurrent;

namespace EndToEnd.Tests.Editor;

/// <summary>
/// The wire between a page and its circuit, which can be cut as a broken network cuts it: the page sends no farewell, and
/// the server keeps a circuit that nobody answers.
/// </summary>
internal sealed class LosableWire
{
    private readonly ConcurrentBag<IWebSocketRoute> _servers = [];
    private volatile bool _isCut;

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
        server.OnMessage(frame => Pass(frame, page));
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
