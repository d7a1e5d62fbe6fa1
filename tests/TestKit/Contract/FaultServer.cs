using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TestKit.Contract;

/// <summary>The other system on a bad day: silent, gone in the middle, or with an answer that nobody wants. Real TCP.</summary>
internal sealed class FaultServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Fault _fault;
    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly bool _speaksFirst;

    /// <summary>Starts to listen.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="callerSpeaksFirst">
    /// True for HTTP: a call counts when the request is there. Its line alone may belong to nobody any more.
    /// </param>
    public FaultServer(Fault fault, bool callerSpeaksFirst)
    {
        (_fault, _speaksFirst) = (fault, callerSpeaksFirst);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        if (fault is Fault.Gone)
        {
            _listener.Stop();
        }
        else
        {
            _ = AcceptAsync();
        }
    }

    public int Port { get; }

    /// <summary>Done when somebody has called and said something, or waits to hear something.</summary>
    public Task Called => _called.Task;

    /// <summary>Done when a caller has closed the line.</summary>
    public Task CallerLeft => _left.Task;

    /// <summary>Start line and headers of the first request; empty when none came.</summary>
    public string FirstRequest { get; private set; } = "";

    public bool WasCalled => _called.Task.IsCompleted;

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_end.IsCancellationRequested)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (!_speaksFirst)
                {
                    _called.TrySetResult();
                    if (_fault is Fault.BreaksOff)
                    {
                        // Who listens first would wait for ever for a line to break that waits for words.
                        client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
                        return;
                    }
                }

                var head = await ReadRequestAsync(stream);
                FirstRequest = FirstRequest.Length == 0 ? head : FirstRequest;
                _called.TrySetResult();
                switch (_fault)
                {
                    case Fault.Silent:
                        await ReadToEndAsync(stream);
                        break;
                    case Fault.BreaksOff:
                        client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
                        break;
                    default:
                        await stream.WriteAsync(Encoding.ASCII.GetBytes(AnswerOf(_fault)), _end.Token);
                        break;
                }
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The caller broke off, or the test is over.
            }
            finally
            {
                _called.TrySetResult();
                _left.TrySetResult();
            }
        }
    }

    private static string AnswerOf(Fault fault)
    {
        var (status, more, body) = fault switch
        {
            Fault.Refuses => ("401 Unauthorized", "Content-Type: application/json", """{"message":"Who are you?"}"""),
            Fault.AsksToWait => ("429 Too Many Requests", "Content-Type: application/json\r\nRetry-After: 7", "{}"),
            _ => ("200 OK", "Content-Type: text/html", "<!doctype html><html><body>Closed for maintenance</body></html>"),
        };
        return $"HTTP/1.1 {status}\r\n{more}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
    }

    /// <summary>Reads the head of a request and as much of its body as it announces.</summary>
    private async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[8 * 1024];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, _end.Token);
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            var request = text.ToString();
            var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (read == 0 || (end >= 0 && request.Length >= end + 4 + BodyLength(request[..end])))
            {
                return end < 0 ? request : request[..end];
            }
        }
    }

    private static int BodyLength(string head) =>
        head.Split("\r\n")
            .Where(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(l => int.TryParse(l.AsSpan("Content-Length:".Length), out var length) ? length : 0)
            .FirstOrDefault();

    private async Task ReadToEndAsync(NetworkStream stream)
    {
        var buffer = new byte[8 * 1024];
        while (await stream.ReadAsync(buffer, _end.Token) > 0) { }
    }
}

/// <summary>What goes wrong.</summary>
internal enum Fault
{
    /// <summary>Nothing listens.</summary>
    Gone,

    /// <summary>The line breaks when the request has been read.</summary>
    BreaksOff,

    /// <summary>No answer ever comes.</summary>
    Silent,

    /// <summary>A web page instead of data.</summary>
    WebPage,

    /// <summary>401.</summary>
    Refuses,

    /// <summary>429 with <c>Retry-After: 7</c>.</summary>
    AsksToWait,
}
