using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Benchmarks.Webhooks;

/// <summary>
/// Calls one address over so many connections, as fast as the answers come, each call with an id of its own and signed by
/// Standard Webhooks. It speaks HTTP/1.1 over bare sockets, so that it takes little of the machine it shares with the server.
/// </summary>
internal sealed class HookLoad(Uri address, byte[] key, byte[] body)
{
    private readonly List<long> _ticks = [];
    private int _failures;
    private volatile bool _stops;

    /// <summary>Runs for a time; what happened while it warmed up does not count.</summary>
    public async Task<LoadFigures> RunAsync(Process server, int connections, TimeSpan warmUp, TimeSpan measured)
    {
        await CallForAsync(connections, warmUp);
        lock (_ticks)
        {
            _ticks.Clear();
        }

        server.Refresh();
        var (began, used) = (Stopwatch.GetTimestamp(), server.TotalProcessorTime);
        await CallForAsync(connections, measured);
        var elapsed = Stopwatch.GetElapsedTime(began);
        server.Refresh();
        var processor = (server.TotalProcessorTime - used).TotalMicroseconds / Math.Max(1, _ticks.Count);
        _ticks.Sort();
        return new LoadFigures(_ticks.Count / elapsed.TotalSeconds, processor, Percentile(0.5), Percentile(0.99), _failures);
    }

    private async Task CallForAsync(int connections, TimeSpan time)
    {
        _stops = false;
        var calling = Enumerable.Range(0, connections).Select(_ => Task.Run(CallAsync)).ToList();
        await Task.Delay(time);
        _stops = true;
        await Task.WhenAll(calling);
    }

    private async Task CallAsync()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Parse(address.Host), address.Port);
        var ticks = new List<long>(100_000);
        var answer = new byte[8 * 1024];
        var request = new byte[body.Length + 1024];
        var prefix = Guid.NewGuid().ToString("N");
        for (var i = 0; !_stops; i++)
        {
            var length = Write(request, $"{prefix}{i}");
            var began = Stopwatch.GetTimestamp();
            await socket.SendAsync(request.AsMemory(0, length));
            if (!await ReadAsync(socket, answer))
            {
                Interlocked.Increment(ref _failures);
            }

            ticks.Add(Stopwatch.GetTimestamp() - began);
        }

        lock (_ticks)
        {
            _ticks.AddRange(ticks);
        }
    }

    private int Write(byte[] request, string id)
    {
        var stamp = DateTimeOffset.FromUnixTimeMilliseconds(Environment.TickCount64 + Epoch).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var head = Encoding.ASCII.GetBytes($"{id}.{stamp}.", request);
        body.CopyTo(request, head);
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(key, request.AsSpan(0, head + body.Length), hash);
        Span<byte> base64 = stackalloc byte[64];
        Base64.EncodeToUtf8(hash, base64, out _, out var written);
        var text =
            $"POST {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n"
            + $"webhook-id: {id}\r\nwebhook-timestamp: {stamp}\r\nwebhook-signature: v1,{Encoding.ASCII.GetString(base64[..written])}\r\n\r\n";
        var length = Encoding.ASCII.GetBytes(text, request);
        body.CopyTo(request, length);
        return length + body.Length;
    }

    /// <summary>Difference of the clock on the wall and the one that only runs; the signature needs the former.</summary>
    private static readonly long Epoch = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - Environment.TickCount64;

    /// <summary>Reads one answer with a length; true when it is the one that the flow responds.</summary>
    private static async Task<bool> ReadAsync(Socket socket, byte[] answer)
    {
        var read = 0;
        while (true)
        {
            var got = await socket.ReceiveAsync(answer.AsMemory(read));
            if (got == 0)
            {
                throw new InvalidOperationException("The server closed the connection.");
            }

            read += got;
            var text = answer.AsSpan(0, read);
            var end = text.IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                continue;
            }

            var at = text[..end].IndexOf("Content-Length: "u8);
            var length = at >= 0 && Utf8Parser.TryParse(text[(at + 16)..end], out int said, out _) ? said : 0;
            if (read >= end + 4 + length)
            {
                return text.StartsWith("HTTP/1.1 201"u8);
            }
        }
    }

    private double Percentile(double part) =>
        _ticks.Count == 0 ? 0 : Stopwatch.GetElapsedTime(0, _ticks[(int)(part * (_ticks.Count - 1))]).TotalMilliseconds;
}

/// <summary>What a load came to.</summary>
/// <param name="PerSecond">Calls answered in a second.</param>
/// <param name="ProcessorTime">What a call took of the server's processor, whatever else the machine did. Unit: microseconds.</param>
/// <param name="Median">Half of the calls were faster. Unit: milliseconds.</param>
/// <param name="P99">99 of 100 calls were faster. Unit: milliseconds.</param>
/// <param name="Failures">Calls with another answer than the expected one.</param>
internal sealed record LoadFigures(double PerSecond, double ProcessorTime, double Median, double P99, int Failures);
