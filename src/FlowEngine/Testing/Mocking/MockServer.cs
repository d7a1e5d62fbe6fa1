using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using System.Text.Json;
using FlowEngine.Connecting;
using FlowEngine.Definition;
using FlowEngine.Testing.Documents;

namespace FlowEngine.Testing.Mocking;

/// <summary>
/// All other systems of one test: the connections of the bot, whose requests are answered by the mocks of the test and by
/// nothing else. The connector's own code runs above it. Thread-safe.
/// </summary>
internal sealed class MockServer(FlowTest test, BotDefinition bot, VirtualClock clock) : IConnectionSource, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, MockConnection> _open = new(StringComparer.Ordinal);
    private readonly int[] _used = new int[test.Mocks.Count];
    private readonly List<MadeCall> _calls = [];
    private readonly List<MadeCall> _unanswered = [];

    /// <summary>Requests so far, in the order in which they were sent. A copy.</summary>
    public IReadOnlyList<MadeCall> Calls
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>The first request that no mock answers; null when all were answered.</summary>
    public MadeCall? Unanswered
    {
        get
        {
            lock (_lock)
            {
                return _unanswered is [var first, ..] ? first : null;
            }
        }
    }

    public ValueTask<IConnection> OpenAsync(string name, string connector, CancellationToken cancellationToken)
    {
        if (!bot.Connections.TryGetValue(name, out var there))
        {
            throw new ConnectionRefusedException("connection.missing", $"The bot has no connection {name}. Add it to the bot.");
        }

        if (there != connector)
        {
            throw new ConnectionRefusedException(
                "connection.kind",
                $"Connection {name} is of the connector {there}, but {connector} is needed here. Choose another connection."
            );
        }

        lock (_lock)
        {
            if (!_open.TryGetValue(name, out var connection))
            {
                _open[name] = connection = new MockConnection(name, connector, AnswerAsync);
            }

            return new(connection);
        }
    }

    public void Dispose()
    {
        foreach (var connection in _open.Values)
        {
            connection.Dispose();
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(
        string connection,
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var call = await MadeCall.ReadAsync(connection, request, cancellationToken).ConfigureAwait(false);
        if (Take(call) is not { } reply)
        {
            throw new ConnectionRefusedException("mock.missing", $"No mock of the test answers {call}.");
        }

        if (reply.Fails == MockFailure.Timeout)
        {
            // However long the caller waits, it has waited: nothing here depends on its limit.
            throw new TaskCanceledException("The mock says that no answer comes in time.", new TimeoutException());
        }

        if (reply.Delay > TimeSpan.Zero)
        {
            await clock.ParkAsync(reply.Delay, cancellationToken).ConfigureAwait(false);
        }

        return reply.Fails switch
        {
            MockFailure.Unreachable => throw new HttpRequestException(HttpRequestError.ConnectionError),
            MockFailure.Interrupted => throw new HttpRequestException(HttpRequestError.ResponseEnded),
            _ => Response(reply, request),
        };
    }

    private MockReply? Take(MadeCall call)
    {
        lock (_lock)
        {
            _calls.Add(call);
            for (var i = 0; i < test.Mocks.Count; i++)
            {
                var mock = test.Mocks[i];
                if ((mock.Times is not { } times || _used[i] < times) && call.Fits(mock.Request))
                {
                    _used[i]++;
                    return mock.Reply;
                }
            }

            _unanswered.Add(call);
            return null;
        }
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The response owns its content.")]
    private static HttpResponseMessage Response(MockReply reply, HttpRequestMessage request)
    {
        HttpContent content = reply.Body.ValueKind switch
        {
            JsonValueKind.Undefined => new ByteArrayContent([]),
            JsonValueKind.String => new StringContent(reply.Body.GetString()!, Encoding.UTF8, "text/plain"), // a string token always has one
            _ => new StringContent(reply.Body.GetRawText(), Encoding.UTF8, "application/json"),
        };
        var response = new HttpResponseMessage((HttpStatusCode)reply.Status) { Content = content, RequestMessage = request };
        foreach (var (name, value) in reply.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                content.Headers.Remove(name);
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }
}
