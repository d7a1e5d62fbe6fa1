using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace FlowDesigner.Web.CommandLine;

/// <summary>Something that is done from the command line instead of serving.</summary>
internal interface ICommand
{
    /// <summary>First word, such as <c>validate</c>.</summary>
    string Name { get; }

    /// <summary>What follows the name, for the help: <c>&lt;folder&gt;</c>.</summary>
    string Arguments { get; }

    /// <summary>One sentence on what it does.</summary>
    string Summary { get; }

    /// <summary>Does it. Answers go to <see cref="CommandStreams.Out"/>, everything else to <see cref="CommandStreams.Error"/>.</summary>
    /// <param name="arguments">What followed the name.</param>
    /// <param name="streams">Where to read and write.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    /// <exception cref="UsageException">The arguments make no sense.</exception>
    Task<int> RunAsync(IReadOnlyList<string> arguments, CommandStreams streams, CancellationToken cancellationToken);
}

/// <summary>Where a command reads and writes.</summary>
/// <param name="In">Standard input.</param>
/// <param name="Out">Standard output: answers only.</param>
/// <param name="Error">Standard error: help after a mistake, logs.</param>
internal sealed record CommandStreams(TextReader In, TextWriter Out, TextWriter Error)
{
    /// <summary>The streams of the process, in UTF-8 whatever the terminal says, so that pipes read the same everywhere.</summary>
    public static CommandStreams OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        (Console.InputEncoding, Console.OutputEncoding) = (utf8, utf8);
        return new CommandStreams(Console.In, Console.Out, Console.Error);
    }
}

/// <summary>What a command tells the shell.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Problems = 1;
    public const int Usage = 2;
}

/// <summary>The arguments of a command make no sense.</summary>
/// <param name="message">What is wrong with them.</param>
[SuppressMessage("Design", "CA1032", Justification = "A message is required: it is all the user gets.")]
internal sealed class UsageException(string message) : Exception(message);
