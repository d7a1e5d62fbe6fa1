using System.Text.Json;
using FlowEngine.Expressions;

namespace FlowDesigner.Web.CommandLine;

/// <summary>The analyst's calculator: evaluates expressions from standard input over a JSON file.</summary>
internal sealed class EvalCommand : ICommand
{
    private const int MaxDepth = 512;

    public string Name => "eval";

    public string Arguments => "[--input <file>] [--lines] [--time-zone <zone>]";

    public string Summary => "Evaluates the expression on standard input, or one a line; the file's members are its variables.";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandStreams streams, CancellationToken cancellationToken)
    {
        var options = EvalOptions.Parse(arguments);
        using var input = await ReadAsync(options.Input, cancellationToken);
        var calculator = new ExpressionCalculator(
            new JintExpressionEngine(TimeProvider.System),
            input.RootElement,
            new EvaluationSettings(Zone: options.Zone)
        );
        if (options.Lines)
        {
            await calculator.RunAsync(streams.In, streams.Out, cancellationToken);
            return ExitCode.Ok;
        }

        var expression = await streams.In.ReadToEndAsync(cancellationToken);
        await streams.Out.WriteLineAsync(calculator.Evaluate(expression, cancellationToken));
        return ExitCode.Ok;
    }

    private static async Task<JsonDocument> ReadAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return JsonDocument.Parse("{}");
        }

        try
        {
            // Read as text: a byte order mark, which some editors write, is no JSON.
            var json = await File.ReadAllTextAsync(path, cancellationToken);
            var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            throw new UsageException($"\"{path}\" must hold a JSON object: its members are the variables.");
        }
        catch (JsonException e)
        {
            throw new UsageException($"\"{path}\" is no JSON: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(e.Message);
        }
    }
}
