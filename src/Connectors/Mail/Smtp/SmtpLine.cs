using System.Globalization;
using System.Text;

namespace Connectors.Mail.Smtp;

/// <summary>
/// The line to a mail server: commands out, replies in.
/// <code>
/// 250-mail.example.com greets you
/// 250-SIZE 10485760
/// 250 STARTTLS
/// </code>
/// </summary>
internal sealed class SmtpLine(Stream stream) : IAsyncDisposable
{
    /// <summary>Longest line of a reply; RFC 5321 allows 512 bytes, real servers write more.</summary>
    private const int MaxLine = 4_096;

    private const int MaxLines = 200;

    private readonly byte[] _buffer = new byte[4_096];
    private Stream _stream = stream;
    private int _start;
    private int _end;

    /// <summary>True when the server has sent more than was asked for, as someone in between does before encryption starts.</summary>
    public bool HasMore => _start < _end;

    /// <summary>Goes on over another stream, such as the encrypted one.</summary>
    /// <param name="stream">The stream, which owns the one before.</param>
    public void Continue(Stream stream) => _stream = stream;

    /// <summary>Sends one command and reads the reply.</summary>
    /// <param name="command">The command without its line end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="IOException">The line broke, or the server does not speak SMTP.</exception>
    public async Task<SmtpReply> AskAsync(string command, CancellationToken cancellationToken)
    {
        if (command.AsSpan().ContainsAny('\r', '\n', '\0'))
        {
            throw new ArgumentException("A command is one line.", nameof(command));
        }

        await SendAsync(Encoding.UTF8.GetBytes($"{command}\r\n"), cancellationToken).ConfigureAwait(false);
        return await ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends bytes as they are.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When they are sent.</returns>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        await _stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads one reply.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="IOException">The line broke, or the server does not speak SMTP.</exception>
    public async Task<SmtpReply> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        int? code = null;
        while (lines.Count < MaxLines)
        {
            var line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
            if (
                line.Length < 3
                || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var read)
                || read is < 200 or > 599
                || (code is not null && code != read)
                || (line.Length > 3 && line[3] is not (' ' or '-'))
            )
            {
                throw new IOException("The server does not speak SMTP.");
            }

            code = read;
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
            {
                return new SmtpReply(read, lines);
            }
        }

        throw new IOException("The server's reply has no end.");
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        using var line = new MemoryStream();
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await _stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false));
                if (_end == 0)
                {
                    throw new EndOfStreamException("The server closed the line.");
                }
            }

            var rest = _buffer.AsMemory(_start, _end - _start);
            var newLine = rest.Span.IndexOf((byte)'\n');
            var taken = newLine < 0 ? rest : rest[..newLine];
            if (line.Length + taken.Length > MaxLine)
            {
                throw new IOException("A line of the server is too long.");
            }

            line.Write(taken.Span);
            _start += newLine < 0 ? taken.Length : newLine + 1;
            if (newLine >= 0)
            {
                return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length).TrimEnd('\r');
            }
        }
    }
}
